// Hands one message over: as a mail client submits it, with STARTTLS and AUTH (RFC 6409), or as another server does.
import { hostname } from "node:os";
import { SmtpClient, type SmtpClientOptions } from "./client.ts";
import { isPositive, type SmtpReply } from "./reply.ts";

export interface SubmissionServer {
  readonly host: string;
  readonly port: number;
  /** PEM. Without it the certificate is taken as it comes. */
  readonly authority?: string | undefined;
}

/** A message and its envelope. */
export interface MailToSend {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
}

export interface SubmissionResult {
  readonly reply: SmtpReply;
  readonly recipients: readonly { readonly address: string; readonly reply: SmtpReply }[];
  /** "TLSv1.3", absent where TLS did not come about. */
  readonly tls?: string;
  readonly transcript: readonly string[];
  /** Every recipient was accepted. */
  readonly accepted: boolean;
  /** Nobody answered: the last reply is our own. */
  readonly connected: boolean;
}

const TIMEOUTS = { connectMs: 10_000, greetingMs: 10_000 };

export function submitMail(
  server: SubmissionServer,
  credentials: { readonly username: string; readonly password: string },
  mail: MailToSend,
): Promise<SubmissionResult> {
  const tls = server.authority
    ? ({ mode: "required", verify: "chain", ca: [server.authority] } as const)
    : ({ mode: "required", verify: "none" } as const);
  return handOver({ host: server.host, port: server.port, tls, auth: credentials }, mail);
}

/** One connection, one transaction. */
export async function handOver(
  peer: Pick<SmtpClientOptions, "host" | "port" | "tls" | "auth">,
  mail: MailToSend,
): Promise<SubmissionResult> {
  const client = new SmtpClient({ ...peer, hostname: ehloName(), timeouts: TIMEOUTS });
  try {
    const hasEightBit = mail.bytes.some((byte) => byte > 0x7f);
    const result = await client.send(
      {
        from: mail.from,
        recipients: mail.recipients.map((address) => ({ address })),
        smtpUtf8: [mail.from, ...mail.recipients].some((address) => /[^\x00-\x7f]/.test(address)),
        eightBitMime: hasEightBit,
        size: mail.bytes.length,
      },
      mail.bytes,
    );
    return {
      reply: result.reply,
      recipients: result.recipients,
      ...(result.tls && { tls: result.tls.version }),
      transcript: result.transcript,
      accepted: isPositive(result.reply) && result.recipients.every(({ reply }) => isPositive(reply)),
      connected: result.transcript.some((line) => line.startsWith("S:")),
    };
  } finally {
    await client.close();
  }
}

/** RFC 5321 §4.1.1.1: a name that is one. */
function ehloName(): string {
  const name = hostname();
  return /^[A-Za-z0-9.-]+$/.test(name) ? name : "localhost";
}
