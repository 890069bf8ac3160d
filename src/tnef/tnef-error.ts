// What is no TNEF, said with its place.

/** Bytes that cannot be read; tolerated flaws are collected instead (TnefFlaw). */
export class TnefSyntaxError extends SyntaxError {
  override readonly name = "TnefSyntaxError";
  /** Bytes from the start of the stream that was given. */
  readonly offset: number;

  constructor(what: string, offset: number, why: string) {
    super(`Cannot read ${what} at offset 0x${offset.toString(16)}: ${why}`);
    this.offset = offset;
  }
}

/** A flaw that is tolerated: one entry of the compliance status. */
export interface TnefFlaw {
  readonly kind: TnefFlawKind;
  readonly offset: number;
  readonly detail: string;
}

export type TnefFlawKind =
  | "badChecksum"
  | "garbageAtEnd"
  | "zeroKey"
  | "badVersion"
  | "badAttribute"
  | "badPadding"
  | "badText"
  | "badCount"
  | "badBoolean"
  | "badDate"
  | "badNested"
  | "badRtf";
