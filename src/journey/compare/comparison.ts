// What two forms of one message differ in, and what each difference means for recall. Everything here is JSON as it is.

/** Worst last. Expected: a declared edit, or what every hop adds. */
export const DIFFERENCE_CLASSES = ["expected", "harmless", "risky", "fatal"] as const;
export type DifferenceClass = (typeof DIFFERENCE_CLASSES)[number];

export interface Difference {
  readonly area: "header" | "structure" | "encoding" | "body" | "attachment" | "tnef";
  readonly kind: "added" | "removed" | "changed" | "reordered" | "refolded" | "re-encoded" | "renamed";
  /** "Subject"; "part 1.2 text/html"; "PidTagSearchKey". */
  readonly where: string;
  /** As people read them, shortened; absent where there was nothing. */
  readonly before?: string;
  readonly after?: string;
  readonly class: DifferenceClass;
  /** One sentence: what it means for recall, or for who reads the message. */
  readonly consequence: string;
}

/** A leaf or branch of the MIME tree. */
export interface PartOutline {
  /** "1.2"; "" for the whole. */
  readonly path: string;
  readonly type: string;
  readonly encoding: string;
  readonly charset?: string;
  readonly name?: string;
  /** Bytes as written, and decoded. */
  readonly size: number;
  readonly decodedSize: number;
  /** SHA-256 of the decoded content, hexadecimal. */
  readonly sha256: string;
  readonly parts: readonly PartOutline[];
}

export interface MessageOutline {
  readonly size: number;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly root: PartOutline;
  /** Of winmail.dat, by canonical name; absent where there is none. */
  readonly tnef?: { readonly messageClass: string; readonly properties: readonly PropertyOutline[] };
}

export interface PropertyOutline {
  readonly name: string;
  /** "0x0037001F" */
  readonly tag: string;
  readonly type: string;
  readonly value: string;
}

/** What a product wrote into a body. */
export interface InsertedBlock {
  readonly path: string;
  readonly type: string;
  /** Decoded text. */
  readonly text: string;
}

export interface Comparison {
  readonly left: MessageOutline;
  readonly right: MessageOutline;
  /** Worst first. */
  readonly differences: readonly Difference[];
  /** Of the worst difference. */
  readonly class: DifferenceClass | "identical";
  /** The consequence of the worst, or that there is none. */
  readonly sentence: string;
  readonly inserted: readonly InsertedBlock[];
  /** Of the bytes outside declared edits, how many came back as they were. */
  readonly unchanged: { readonly percent: number; readonly bytes: number; readonly of: number };
}

/** What a product says it does to mail; found again in a body it is expected. */
export interface DeclaredEdits {
  /** Blocks learned of a calibration message, or found between markers. */
  readonly signature?: {
    readonly text?: string;
    readonly html?: string;
    readonly begin?: string;
    readonly end?: string;
  };
  /** Names of header fields it adds or changes, lower case; a trailing * stands for any rest. */
  readonly headers?: readonly string[];
}
