// A message as a mail client makes it, from its parts: text, HTML, attachments, images that the HTML shows. Made by
// nodemailer. RFC 5322, RFC 2045, RFC 2046 §5.1
import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "./address.ts";
import { formatRfc5322Date } from "./date.ts";

export interface MailParts {
  readonly from: Address;
  /** Only where another one than `from` sends. RFC 5322 §3.6.2 */
  readonly sender?: Address | undefined;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** Stands in the header block: whoever submits the message takes it out. */
  readonly bcc?: readonly Address[];
  readonly replyTo?: readonly Address[];
  readonly subject: string;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments?: readonly MailAttachment[] | undefined;
  /** Milliseconds UTC. */
  readonly date: number;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Beside those above, in order; a Date among them wins. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

export interface MailAttachment {
  readonly name?: string | undefined;
  /** "application/pdf"; undefined: by the name. */
  readonly contentType?: string | undefined;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
  readonly isInline?: boolean;
  /** Without angle brackets, for `<img src="cid:logo">`. RFC 2392 */
  readonly contentId?: string | undefined;
}

/** Whole message, CRLF, 7-bit; non-ASCII is encoded. */
export function composeMail(parts: MailParts): Promise<Buffer> {
  const headers = parts.headers ?? [];
  const hasDate = headers.some(([name]) => name.toLowerCase() === "date");
  const composer = new MailComposer({
    from: parts.from,
    ...(parts.sender && { sender: parts.sender }),
    to: [...parts.to],
    cc: [...parts.cc],
    bcc: [...(parts.bcc ?? [])],
    replyTo: [...(parts.replyTo ?? [])],
    subject: parts.subject,
    ...(parts.text !== undefined && { text: parts.text }),
    ...(parts.html !== undefined && { html: parts.html }),
    attachments: (parts.attachments ?? []).map(toNodemailer),
    messageId: parts.messageId,
    // As Exchange writes it.
    headers: [...(hasDate ? [] : [["Date", formatRfc5322Date(parts.date)] as const]), ...headers].map(
      ([key, value]) => ({
        key,
        value,
      }),
    ),
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

function toNodemailer({ name, contentType, content, isInline, contentId }: MailAttachment) {
  return {
    ...(name !== undefined && { filename: name }),
    ...(contentType !== undefined && { contentType }),
    ...(contentId !== undefined && { cid: contentId }),
    ...(isInline !== undefined && { contentDisposition: isInline ? ("inline" as const) : ("attachment" as const) }),
    content: typeof content === "string" ? content : Buffer.from(content),
  };
}
