// What crossed a connector. Types only.
import type { HeaderFields } from "./mailbox.ts";

/** All that are named must hold. */
export interface LegQuery {
  /** With its angle brackets. */
  readonly messageId?: string;
  readonly journeyId?: string;
  /** In any case. */
  readonly connector?: string;
  readonly direction?: "out" | "in";
}

/** One crossing of a connector, as it was on the wire. */
export interface Leg {
  readonly id: number;
  readonly direction: "out" | "in";
  /** "" for mail that matched none. */
  readonly connector: string;
  readonly at: Date;
  readonly peer: string;
  readonly tls: string | null;
  /** Subject of the peer's certificate. */
  readonly certificate: string | null;
  readonly messageId: string;
  readonly networkMessageId: string;
  readonly sender: string;
  readonly recipients: readonly string[];
  /** "250 2.6.0 …" */
  readonly reply: string;
  /** Lines "C: …" and "S: …". */
  readonly transcript: readonly string[];
  readonly headers: HeaderFields;
  readonly raw: Buffer;
}
