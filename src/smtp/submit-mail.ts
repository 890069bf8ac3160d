// Submits a message as a mail client does: STARTTLS, AUTH, one transaction. RFC 6409.
import { hostname } from "node:os";
import { SmtpClient } from "../smtp/client.ts";
import { isPositive, type SmtpReply } from "../smtp/reply.ts";
import type { OutgoingMail } from "./compose-mail.ts";

export interface SubmissionServer {
  readonly host: string;
  readonly port: number;
  /** PEM. Without it the certificate is taken as it comes. */
  readonly authority?: string | undefined;
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

export async function submitMail(
  server: SubmissionServer,
  credentials: { readonly username: string; readonly password: string },
  mail: OutgoingMail,
): Promise<SubmissionResult> {
  const client = new SmtpClient({
    host: server.host,
    port: server.port,
    hostname: ehloName(),
    tls: server.authority
      ? { mode: "required", verify: "chain", ca: [server.authority] }
      : { mode: "required", verify: "none" },
    auth: credentials,
    timeouts: { connectMs: 10_000, greetingMs: 10_000 },
  });
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
