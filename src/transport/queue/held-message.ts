// A submission that waits for its time, as its sender sees it.

/** A message that has not left. */
export interface HeldMessage {
  /** Of its item in the Outbox. */
  readonly itemId: number;
  /** Whose Outbox, primary address. */
  readonly mailbox: string;
  readonly messageId: string;
  readonly networkMessageId: string;
  readonly subject: string;
  /** P1. */
  readonly recipients: readonly string[];
  /** When it enters transport, milliseconds UTC. */
  readonly sendAt: number;
}

export interface HeldQuery {
  readonly itemId?: number | undefined;
  readonly mailbox?: string | undefined;
  readonly messageId?: string | undefined;
  readonly networkMessageId?: string | undefined;
  readonly limit?: number | undefined;
}
