// A message opened for reading: fields, parts, texts, attachments, TNEF. Everything here is JSON as it is, and of bounded size.

export interface MessageView {
  /** Bytes. */
  readonly size: number;
  /** In their order, decoded and unfolded. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Outermost first, each followed by what is in it. */
  readonly parts: readonly PartView[];
  readonly bodies: readonly BodyView[];
  readonly attachments: readonly AttachmentView[];
  /** Pictures that the HTML may name by `cid:`, as far as they are small. */
  readonly pictures: readonly PictureView[];
  readonly tnef: TnefView | null;
  /** What is not all shown, a sentence each. */
  readonly cut: readonly string[];
}

export interface PartView {
  /** "1.2"; "" for the whole. */
  readonly path: string;
  readonly depth: number;
  readonly type: string;
  readonly encoding: string;
  readonly charset: string | null;
  readonly name: string | null;
  readonly contentId: string | null;
  /** Bytes as written, and decoded. */
  readonly size: number;
  readonly decodedSize: number;
  /** SHA-256 of the decoded content, hexadecimal. */
  readonly sha256: string;
}

export interface BodyView {
  readonly kind: "text" | "html";
  /** Path of its part, or "winmail.dat". */
  readonly from: string;
  readonly content: string;
  /** Characters of the whole; more than `content` has where it was cut. */
  readonly length: number;
}

export interface AttachmentView {
  /** Path of its part; of one in winmail.dat "winmail.dat/2". */
  readonly from: string;
  readonly name: string;
  readonly type: string;
  /** Bytes, decoded; null: it is a message, or has no content. */
  readonly size: number | null;
  readonly isInline: boolean;
}

export interface PictureView {
  readonly contentId: string;
  readonly type: string;
  readonly base64: string;
}

export interface TnefView {
  /** Path of its part. */
  readonly from: string;
  readonly messageClass: string;
  /** Why its properties count for nothing; null: it belongs to the message. */
  readonly ignored: string | null;
  readonly properties: readonly PropertyView[];
  readonly recipients: readonly (readonly PropertyView[])[];
  readonly attachments: readonly { readonly name: string; readonly properties: readonly PropertyView[] }[];
}

export interface PropertyView {
  /** "0x0037001F" */
  readonly tag: string;
  /** Canonical name, or set and number of a named one; "" where none is known. */
  readonly name: string;
  readonly type: string;
  readonly value: string;
  /** What stands in it, a line each. */
  readonly details: readonly string[];
  readonly meaning: string;
}
