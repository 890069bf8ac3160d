// A transaction with the smart host as the tenant's transport would have it, byte for byte; and commands one by one.
import { DotStuffer } from "../../smart-host/next-hop/dot-stuffer.ts";
import { isPositive, type SmtpReply } from "../../smtp/reply.ts";
import type { InjectionResult } from "./bench.ts";
import { CaseFailure } from "./failure.ts";
import type { Injection } from "./lab.ts";
import { RawClient, type SmartHostAddress } from "./raw-client.ts";

export async function injectMail(
  to: SmartHostAddress,
  mail: Injection & { readonly from: string; readonly recipients: readonly string[] },
  signal: AbortSignal,
): Promise<InjectionResult> {
  const client = await RawClient.connect(to, signal);
  try {
    const said = mail.pipelined ? pipelined(client, mail) : oneByOne(client, mail);
    const replies = await said.catch((error: unknown) => {
      // Who hangs up on a bare line end is right to.
      if (mail.ending && error instanceof CaseFailure && !signal.aborted) return [];
      throw error;
    });
    // Who found an end before ours takes what is left for commands: it is given the time to.
    if (mail.ending) await client.quit();
    const last = replies.at(-1);
    const accepted = replies.length === mail.recipients.length + 3 && last !== undefined && isPositive(last);
    return {
      ...{ replies, accepted, transcript: client.transcript.lines() },
      ...(client.tls !== undefined && { tls: client.tls }),
    };
  } finally {
    client.close();
  }
}

/** After EHLO, TLS and AUTH. Bytes are written as they are; a string is a line. Each waits for its reply. */
export async function dialogue(
  to: SmartHostAddress,
  steps: readonly (string | Buffer)[],
  signal: AbortSignal,
): Promise<readonly SmtpReply[]> {
  const client = await RawClient.connect(to, signal);
  try {
    const replies: SmtpReply[] = [];
    for (const step of steps) {
      if (typeof step === "string") replies.push(await client.command(step));
      else {
        client.write(step, `<${step.length} bytes>`);
        replies.push(await client.reply());
      }
    }
    return replies;
  } finally {
    client.close();
  }
}

type Mail = Parameters<typeof injectMail>[1];

function commandsOf({ from, recipients, mailParameters = "", rcptParameters = "" }: Mail): string[] {
  const after = (parameters: string) => (parameters === "" ? "" : ` ${parameters}`);
  return [
    `MAIL FROM:<${from}>${after(mailParameters)}`,
    ...recipients.map((address) => `RCPT TO:<${address}>${after(rcptParameters)}`),
    "DATA",
  ];
}

async function oneByOne(client: RawClient, mail: Mail): Promise<SmtpReply[]> {
  const replies: SmtpReply[] = [];
  for (const command of commandsOf(mail)) {
    const answer = await client.command(command);
    replies.push(answer);
    if (!isPositive(answer)) return replies;
  }
  sendContent(client, mail);
  replies.push(await client.reply());
  return replies;
}

/** RFC 2920 §3.1: DATA is the last of a group. */
async function pipelined(client: RawClient, mail: Mail): Promise<SmtpReply[]> {
  const commands = commandsOf(mail);
  client.write(Buffer.from(commands.map((line) => `${line}\r\n`).join("")), commands.join(" | "));
  const replies: SmtpReply[] = [];
  for (const _ of commands) replies.push(await client.reply());
  if (replies.at(-1)?.code !== 354) return replies;
  sendContent(client, mail);
  replies.push(await client.reply());
  return replies;
}

function sendContent(client: RawClient, { content, ending }: Mail): void {
  if (ending) {
    client.write(
      Buffer.concat([content, ending]),
      `<${content.length} bytes, then ${JSON.stringify(ending.toString("latin1"))}>`,
    );
    return;
  }
  const stuffer = new DotStuffer();
  client.write(Buffer.concat([stuffer.stuff(content), stuffer.end()]), `<${content.length} bytes>`);
}
