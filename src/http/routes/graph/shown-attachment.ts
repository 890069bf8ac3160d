// An attachment as Graph shows it, wherever it lies: in a MIME part, or within TNEF.

/** A part of the message, or an attachment within its TNEF. */
export interface ShownAttachment {
  /** Never empty. */
  readonly name: string;
  readonly contentType: string;
  readonly isInline: boolean;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
  /** Another message; its bytes are MIME. */
  readonly isMessage: boolean;
  bytes(): Promise<Buffer>;
}
