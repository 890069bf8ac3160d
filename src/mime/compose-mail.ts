// A message from its parts: text, HTML, attachments, inline images. RFC 5322, RFC 2045, RFC 2046 §5.1; made by nodemailer.
import MailComposer from "nodemailer/lib/mail-composer";
import type { Address } from "./address.ts";
import { formatRfc5322Date } from "./date.ts";

export interface MailParts {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly attachments?: readonly AttachmentPart[] | undefined;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Milliseconds UTC. */
  readonly date: number;
}

export interface AttachmentPart {
  readonly filename?: string;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
  /** By the name's ending when absent. */
  readonly contentType?: string;
  /** Content-ID, for `<img src="cid:logo">`. RFC 2392 */
  readonly cid?: string;
}

/** Whole message, CRLF. */
export function composeMail(parts: MailParts): Promise<Buffer> {
  const { from, to, cc, subject, text, html, messageId, date } = parts;
  // As Exchange writes it; one among `headers` wins.
  const headers: Record<string, string | string[]> = { Date: formatRfc5322Date(date) };
  for (const [name, value] of Object.entries(parts.headers ?? {}))
    headers[name] = typeof value === "string" ? value : [...value];
  return new MailComposer({
    from,
    to: [...to],
    cc: [...cc],
    subject,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    headers,
    attachments: (parts.attachments ?? []).map(({ content, ...about }) => ({
      ...about,
      content: typeof content === "string" ? content : Buffer.from(content),
    })),
    messageId,
    // Nothing that a test names is fetched or read from disk by this.
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "\r\n",
  })
    .compile()
    .build();
}
