// client → smart host → sink, over TCP on loopback.
import { onTestFinished } from "vitest";
import { createClock, type SettableClock } from "../../../src/runtime/clock.ts";
import { type Log, silentLog } from "../../../src/runtime/log.ts";
import type { Behaviour } from "../../../src/smart-host/behaviours/behaviour.ts";
import {
  SMART_HOST_LIMITS,
  type SmartHost,
  type SmartHostOptions,
  startSmartHost,
} from "../../../src/smart-host/smart-host.ts";
import { type SendResult, SmtpClient } from "../../../src/smtp/client.ts";
import { type Listener, type ListenerOptions, listen } from "../../../src/smtp/listener.ts";
import { parseReply, type SmtpReply } from "../../../src/smtp/reply.ts";
import type { SmtpEnvelope } from "../../../src/smtp/session.ts";

export interface Received {
  readonly envelope: SmtpEnvelope;
  readonly bytes: Buffer;
  readonly text: string;
}

export class Sink {
  readonly received: Received[] = [];
  readonly sessions = new Set<string>();
  mailReply: string | undefined;
  rcptReply: (address: string) => string | undefined = () => undefined;
  dataReply: string | undefined;
  endReply: (envelope: SmtpEnvelope) => string | undefined = () => undefined;
  aborted = 0;
  certificates: (readonly string[] | undefined)[] = [];
  listener!: Listener;

  static async start(tls?: ListenerOptions["tls"], port = 0): Promise<Sink> {
    const sink = new Sink();
    const said = (line: string | undefined): SmtpReply | undefined =>
      line === undefined ? undefined : parseReply(line);
    sink.listener = await listen({
      ...{ hostname: "sink.example", host: "127.0.0.1", port, limits: SMART_HOST_LIMITS, ...(tls && { tls }) },
      handler: {
        onMailFrom(session) {
          sink.sessions.add(session.id);
          sink.certificates.push(session.certificate?.trusted ? session.certificate.names : undefined);
          return said(sink.mailReply);
        },
        onRcptTo: (_, to) => said(sink.rcptReply(to.address)),
        onData: (session) =>
          said(sink.dataReply) ?? sink.#sink({ ...session.envelope, recipients: [...session.envelope.recipients] }),
      },
    });
    onTestFinished(() => sink.listener.close(0));
    return sink;
  }

  #sink(envelope: SmtpEnvelope) {
    const chunks: Buffer[] = [];
    return {
      write: (chunk: Buffer) => {
        chunks.push(Buffer.from(chunk));
      },
      end: async () => {
        const refusal = this.endReply(envelope);
        if (refusal !== undefined) return parseReply(refusal);
        const bytes = Buffer.concat(chunks);
        this.received.push({ envelope, bytes, text: bytes.toString("latin1") });
        return parseReply(`250 2.6.0 message ${this.received.length}`);
      },
      abort: () => {
        this.aborted += 1;
      },
    };
  }
}

export interface Loop {
  readonly sink: Sink;
  readonly host: SmartHost;
  readonly clock: SettableClock;
  readonly client: SmtpClient;
  send(content: Buffer, envelope?: Partial<SmtpEnvelope>): Promise<SendResult>;
}

export const NOW = Date.UTC(2026, 5, 1, 12);

export async function startLoop(
  behaviours: readonly Behaviour[],
  options: Partial<SmartHostOptions> = {},
): Promise<Loop> {
  const sink = await Sink.start();
  const clock = createClock({ frozenAt: NOW });
  const host = await startHost(sink.listener.port, behaviours, { clock, ...options });
  const client = clientFor(host.port);
  onTestFinished(() => client.close());
  return {
    ...{ sink, host, clock, client },
    send: (content, envelope = {}) =>
      client.send(
        {
          ...{ from: "alice@contoso.com", recipients: [{ address: "bob@contoso.com" }] },
          ...{ smtpUtf8: false, eightBitMime: false, ...envelope },
        },
        content,
      ),
  };
}

export async function startHost(
  returnPort: number,
  behaviours: readonly Behaviour[],
  options: Partial<SmartHostOptions> = {},
): Promise<SmartHost> {
  const host = await startSmartHost({
    ...{ host: "127.0.0.1", port: 0, hostname: "host.example", behaviours, log: silentLog as Log },
    ...{ returnTo: { host: "127.0.0.1", port: returnPort }, clock: createClock({ frozenAt: NOW }) },
    ...options,
  });
  onTestFinished(() => host.close(0));
  return host;
}

export function clientFor(port: number): SmtpClient {
  return new SmtpClient({
    ...{ host: "127.0.0.1", port, hostname: "tenant.example" },
    tls: { mode: "none", verify: "none" },
  });
}

/** Waits for what happens by itself, without sleeping longer than needed. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 1) {
    if (waited > 1000) throw new Error("it did not happen");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
