// The load: so many connections, opened before the clock starts and kept, each with one message under way at a time.
import { RawSmtp } from "../support/raw-smtp.ts";
import { composeMail, type MailKind } from "./mail.ts";
import { cpuMs, serve } from "./worker.ts";

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly from: string;
  readonly to: readonly string[];
  /** STARTTLS and AUTH as `from`. */
  readonly password?: string;
}

export interface LoadResult {
  readonly accepted: number;
  readonly refused: readonly string[];
  /** From the first byte to the last reply. */
  readonly seconds: number;
  readonly cpuMs: number;
  /** From the end of DATA to its reply, milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

let options: LoadOptions;
let connections: RawSmtp[] = [];
let serial = 0;

serve({
  async connect(wanted: LoadOptions) {
    options = wanted;
    const auth = wanted.password === undefined ? undefined : { user: wanted.from, password: wanted.password };
    connections = await Promise.all(
      Array.from({ length: wanted.connections }, () =>
        RawSmtp.connect({ port: wanted.port, tls: auth !== undefined, ...(auth && { auth }) }),
      ),
    );
  },
  async send({ messages, kind }: { messages: number; kind: MailKind }): Promise<LoadResult> {
    const latencies: number[] = [];
    const refused: string[] = [];
    let left = messages;
    const cpuBefore = cpuMs();
    const startedAt = performance.now();
    await Promise.all(
      connections.map(async (smtp) => {
        while (left > 0) {
          left -= 1;
          serial += 1;
          const to = options.to[serial % options.to.length] ?? "";
          const wire = composeMail(kind, `${process.pid}.${serial}.${Date.now()}`, options.from, to);
          const { code, reply, ms } = await smtp.send({ from: options.from, to: [to], wire });
          if (code === 250) latencies.push(ms);
          else refused.push(reply);
        }
      }),
    );
    latencies.sort((a, b) => a - b);
    const at = (part: number) => latencies[Math.floor(latencies.length * part)] ?? 0;
    return {
      accepted: latencies.length,
      refused: refused.slice(0, 5),
      seconds: (performance.now() - startedAt) / 1000,
      cpuMs: cpuMs() - cpuBefore,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
    };
  },
});
