// The first word with a smart host: can it be reached, what does it offer. Failures are told with the next step.
import { SmtpClient } from "../smtp/client.ts";
import type { SmtpClientOptions } from "../smtp/client-options.ts";
import { formatReply } from "../smtp/reply.ts";
import { CheckError } from "./options.ts";

export interface Greeting {
  /** First line of its greeting, without the code. */
  readonly greeting: string;
  /** EHLO keywords, upper case. */
  readonly extensions: readonly string[];
}

export async function greet(peer: Pick<SmtpClientOptions, "host" | "port" | "tls" | "auth">): Promise<Greeting> {
  const client = new SmtpClient({
    ...{ ...peer, hostname: "mail.recall-check.example" },
    timeouts: { connectMs: 10_000, greetingMs: 10_000, replyMs: 10_000 },
  });
  try {
    const refusal = await client.connect();
    const transcript = client.transcript();
    if (refusal) throw new CheckError(whyNot(peer, formatReply(refusal).replace(/\s+/g, " "), transcript));
    const first = transcript.find((line) => line.startsWith("S: ")) ?? "";
    return { greeting: first.replace(/^S: \d{3}[ -]?/, ""), extensions: [...client.extensions] };
  } finally {
    await client.close();
  }
}

function whyNot({ host, port }: { host: string; port: number }, reply: string, transcript: readonly string[]): string {
  const where = `${host}:${port}`;
  const spoke = transcript.some((line) => line.startsWith("S: "));
  if (!spoke)
    return `The smart host at ${where} can't be reached: ${reply}. Start it, or name another one with --smart-host.`;
  if (transcript.some((line) => /^C: AUTH/i.test(line)))
    return `The smart host at ${where} refused the sign-in: ${reply}. Check the name and password of --auth.`;
  if (transcript.some((line) => /^C: STARTTLS/i.test(line)))
    return `TLS with the smart host at ${where} failed: ${reply}. Give its authority with --ca, or see --tls.`;
  return `The smart host at ${where} turned the check away: ${reply}. Let it accept this machine, or see --auth and --tls.`;
}
