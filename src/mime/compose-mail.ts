// A message as a mail client makes it, from its parts: text or HTML, attachments, images that the HTML shows.
import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "./address.ts";

export interface MailParts {
  readonly from: Address;
  /** Only where another one than `from` sends. RFC 5322 §3.6.2 */
  readonly sender?: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** Stands in the header block: whoever submits the message takes it out. */
  readonly bcc: readonly Address[];
  readonly replyTo: readonly Address[];
  readonly subject: string;
  readonly body: { readonly isHtml: boolean; readonly content: string };
  readonly attachments: readonly MailAttachment[];
  /** Milliseconds UTC. */
  readonly date: number;
  readonly messageId: string;
  /** Beside those above, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface MailAttachment {
  readonly name: string;
  /** "application/pdf"; undefined: by the name. */
  readonly contentType: string | undefined;
  readonly content: Buffer;
  readonly isInline: boolean;
  /** Without angle brackets. RFC 2392 */
  readonly contentId: string | undefined;
}

/** Whole message, CRLF, 7-bit; non-ASCII is encoded. */
export function composeMail(parts: MailParts): Promise<Buffer> {
  const { isHtml, content } = parts.body;
  const composer = new MailComposer({
    from: parts.from,
    ...(parts.sender && { sender: parts.sender }),
    to: [...parts.to],
    cc: [...parts.cc],
    bcc: [...parts.bcc],
    replyTo: [...parts.replyTo],
    subject: parts.subject,
    [isHtml ? "html" : "text"]: content,
    attachments: parts.attachments.map((attachment) => ({
      filename: attachment.name,
      content: attachment.content,
      contentDisposition: attachment.isInline ? ("inline" as const) : ("attachment" as const),
      ...(attachment.contentType !== undefined && { contentType: attachment.contentType }),
      ...(attachment.contentId !== undefined && { cid: attachment.contentId }),
    })),
    date: new Date(parts.date),
    messageId: parts.messageId,
    headers: parts.headers.map(([key, value]) => ({ key, value })),
    // Nothing that a message names is read or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "\r\n",
  });
  const node = composer.compile();
  node.keepBcc = true;
  return new Promise((resolve, reject) => {
    node.build((error, message) => (error ? reject(error) : resolve(message)));
  });
}
