// A listener whose handler keeps what it gets, for the tests beside this file.

import { type Listener, type ListenerOptions, listen } from "../../../src/smtp/listener.ts";
import { reply, type SmtpReply } from "../../../src/smtp/reply.ts";
import type { ListenerHandler, SmtpEnvelope, SmtpLimits, SmtpSession } from "../../../src/smtp/session.ts";
import { afterEachTest } from "../../support/after-each-test.ts";
import { Conversation } from "../../support/dialog.ts";

export const QUEUED = reply(250, "2.6.0", "Queued mail for delivery");

export const LIMITS: SmtpLimits = {
  maxMessageBytes: 100_000,
  maxRecipients: 5,
  maxHeaderBytes: 10_000,
  maxLineBytes: 65_536,
  maxConnections: 20,
  maxBadCommands: 10,
  idleTimeoutMs: 60_000,
};

export interface Received {
  readonly envelope: SmtpEnvelope;
  readonly content: Buffer;
  readonly transcript: string[];
  readonly session: SmtpSession;
}

export interface Desk {
  readonly listener: Listener;
  readonly port: number;
  readonly messages: Received[];
  readonly logged: { level: string; message: string; details: Record<string, unknown> }[];
  /** Messages begun and given up. */
  aborted: number;
  ended: number;
  dial(): Promise<Conversation>;
}

const cleanups: (() => unknown)[] = [];

/** Runs after the test, last first. */
export function cleanUp(work: () => unknown): void {
  cleanups.push(work);
}

afterEachTest(async () => {
  while (cleanups.length > 0) await cleanups.pop()?.();
});

type Overrides = Omit<Partial<ListenerOptions>, "limits" | "handler"> & {
  readonly limits?: Partial<SmtpLimits>;
  readonly handler?: Partial<ListenerHandler>;
  /** What the end of a message is answered with. */
  readonly onEnd?: () => SmtpReply | Promise<SmtpReply>;
};

export async function startListener({
  limits,
  handler,
  onEnd = () => QUEUED,
  ...options
}: Overrides = {}): Promise<Desk> {
  const messages: Received[] = [];
  const logged: Desk["logged"] = [];
  const listener = await listen({
    hostname: "mx.contoso.com",
    host: "127.0.0.1",
    port: 0,
    limits: { ...LIMITS, ...limits },
    log: (level, message, details) => logged.push({ level, message, details }),
    handler: {
      onData(session) {
        const chunks: Buffer[] = [];
        return {
          write: (chunk) => void chunks.push(chunk),
          end: async () => {
            desk.ended += 1;
            const content = Buffer.concat(chunks);
            messages.push({ session, envelope: session.envelope, content, transcript: session.transcript() });
            return onEnd();
          },
          abort: () => {
            desk.aborted += 1;
          },
        };
      },
      ...handler,
    },
    ...options,
  });
  cleanUp(() => listener.close(0));
  const dial = async () => {
    const conversation = await Conversation.connect(listener.port);
    cleanUp(() => conversation.end());
    return conversation;
  };
  const desk: Desk = { listener, port: listener.port, messages, logged, aborted: 0, ended: 0, dial };
  return desk;
}

/** Greeting and EHLO are behind us. */
export async function greeted(desk: Desk): Promise<Conversation> {
  const client = await desk.dial();
  await client.reply();
  await client.ask("EHLO client.example");
  return client;
}

/** The next thing to send is the message. */
export async function readyForData(desk: Desk, to = "<bob@contoso.com>"): Promise<Conversation> {
  const client = await greeted(desk);
  await client.ask("MAIL FROM:<ann@fabrikam.com>");
  await client.ask(`RCPT TO:${to}`);
  await client.ask("DATA");
  return client;
}

/** Waits, in real time, until something holds. */
export async function eventually(holds: () => boolean, withinMs = 5_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Did not come to hold within ${withinMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
