// The contract every behaviour is written against. A smart host is a list of them, applied in order to each message;
// what they do together is up to the list. Copy loop-marker.ts (header fields) or re-serialise.ts (bodies) to begin.
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { SmtpReply } from "../../smtp/reply.ts";
import type { SmtpEnvelope, SmtpRecipient } from "../../smtp/session.ts";

/** One thing that a third party does to mail. */
export interface Behaviour {
  readonly name: string;
  /** "headers": runs when the header block is there, the body streams past. "message": runs when all of it is there. */
  readonly needs: "headers" | "message";
  /** What the next hop is told in MAIL; before `apply`, as the client says it. */
  editEnvelope?(envelope: SmtpEnvelope): SmtpEnvelope;
  /** What it is told in RCPT; undefined: nothing, and the client gets a 250 all the same. */
  editRecipient?(recipient: SmtpRecipient): SmtpRecipient | undefined;
  /** Takes a bare LF for the end of a line, and so LF.LF for the end of a message. RFC 5321 §2.3.8 forbids it. */
  readonly takesBareLf?: true;
  /** Once per message: edits it, or settles what becomes of it. Throwing answers 451 and is logged with the name. */
  apply(message: RelayedMessage, host: HostContext): void | Promise<void>;
}

export interface RelayedMessage {
  readonly envelope: SmtpEnvelope;
  /** Edited in place, or replaced. The host's own Received field comes on top afterwards. */
  headers: HeaderBlock;
  /**
   * From the blank line on, so that headers + body are the message byte for byte. Replaced, never changed in place.
   * Empty for behaviours that need headers only.
   */
  body: Buffer;
  readonly fate: Fate;
}

/** What becomes of a message. Starts as: relayed once, at once, in one transaction. */
export interface Fate {
  /** The tenant gets this reply, and nothing is sent. Goes before all else. */
  refusal?: SmtpReply;
  /** The tenant gets a 250, and nothing is sent. */
  isDropped: boolean;
  /** By the host's clock. More than 0: kept in a file, and the host's 250 is its own promise. */
  delayMs: number;
  /** One more copy for each entry, so much later than the first. More than 0: kept in a file. */
  copiesAfterMs: number[];
  /** A transaction for each recipient. */
  isSplit: boolean;
  /** Behaviours further down that need the whole message are not asked. */
  keepsBody: boolean;
  /** For the log: what was done, or why not. */
  readonly notes: string[];
}

export interface HostContext {
  readonly hostname: string;
}

export function newFate(): Fate {
  return { isDropped: false, delayMs: 0, copiesAfterMs: [], isSplit: false, keepsBody: false, notes: [] };
}
