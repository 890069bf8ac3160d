// Mail as a test writes it. Types only.

export interface Mail {
  /** "alice@contoso.com" or "Alice <alice@contoso.com>". With `raw`, the From field's unless given. */
  readonly from?: string;
  /** With `raw`, those of To, Cc and Bcc unless given. */
  readonly to?: string | readonly string[];
  readonly cc?: string | readonly string[];
  readonly bcc?: string | readonly string[];
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly attachments?: readonly Attachment[];
  /** A whole message instead; line ends become CRLF, every other byte stays. */
  readonly raw?: string | Uint8Array;
  /** Mailbox that signs in; the sender unless given. */
  readonly as?: string;
  /** Of that mailbox, where it is to be another than the configured one. */
  readonly password?: string;
  /** Classic Outlook: by MAPI, the message has its native form (TNEF) in the tenant. Over SMTP unless given. */
  readonly client?: "outlook";
  /** Its sender chose rich text: TNEF leaves where neither remote domain nor contact says otherwise. */
  readonly richText?: boolean;
}

export interface DeliveredMail extends Omit<Mail, "as" | "password" | "client" | "richText"> {
  /** P1 sender where it differs from From; "" is the null sender. RFC 5321 §4.5.5 */
  readonly envelopeFrom?: string;
  /** "inbound" unless given; "return" is where smart hosts give mail back. */
  readonly listener?: "inbound" | "return";
  /** Client certificate, PEM: connectors go by it. */
  readonly certificate?: { readonly cert: string; readonly key: string };
}

export interface Attachment {
  readonly filename?: string;
  readonly content: string | Uint8Array;
  /** By the name's ending when absent. */
  readonly contentType?: string;
  /** For `<img src="cid:logo">`. */
  readonly cid?: string;
}
