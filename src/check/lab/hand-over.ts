// A case's mail goes to the tenant as a mail client sends it, or as classic Outlook does.
import { splitMessage } from "../../mime/message.ts";
import { SmtpClient } from "../../smtp/client.ts";
import { formatReply, isPositive } from "../../smtp/reply.ts";
import { PASSWORD } from "../tenant/configuration.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { CaseMail } from "./lab.ts";

export interface HandedOver {
  readonly from: string;
  /** P1. */
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
  readonly envelopeId: string;
}

/** By MAPI, not by SMTP. */
export async function submitByOutlook(tenant: Tenant, { from, recipients, bytes }: HandedOver): Promise<void> {
  const outlook = { richText: false };
  const submission = { user: from, content: bytes, recipients, saveToSentItems: true, outlook };
  const submitted = await tenant.submissions.submit(submission);
  if ("refused" in submitted) throw new Error(`The check's tenant refused its mail: ${formatReply(submitted.refused)}`);
}

/** RFC 6409, with what returning mail is known by: ENVID and ORCPT. RFC 3461 §4 */
export async function submitBySmtp(
  { ports, certificates }: Tenant,
  { notify, ret }: CaseMail,
  { from, recipients, bytes, envelopeId }: HandedOver,
): Promise<void> {
  const client = new SmtpClient({
    ...{ host: "127.0.0.1", port: ports.submission, hostname: "client.recall-check.example" },
    tls: { mode: "required", verify: "chain", ca: [certificates.ca.cert] },
    auth: { username: from, password: PASSWORD },
  });
  try {
    const result = await client.send(
      {
        ...{ from, envelopeId, size: bytes.length },
        recipients: recipients.map((address) => ({
          ...{ address, originalRecipient: `rfc822;${address}` },
          ...(notify && { notify }),
        })),
        ...(ret && { ret }),
        smtpUtf8: ![from, ...recipients].every(isAscii) || !isAscii(splitMessage(bytes).headers.toString("latin1")),
        eightBitMime: bytes.some((byte) => byte > 0x7f),
      },
      bytes,
    );
    const refused = result.recipients.find(({ reply }) => !isPositive(reply));
    if (refused)
      throw new Error(`The check's tenant refused its mail to ${refused.address}: ${formatReply(refused.reply)}`);
  } finally {
    await client.close();
  }
}

const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);
