// What a recall request is made of, whichever generation it is. docs/recall.md R1, R2, R4
import type { MimeMessage } from "../../content-conversion/mime-message.ts";
import type { MailboxItem } from "../../mailbox/mailbox-store.ts";
import type { SubmittedMessage } from "../../mailbox/submitted-messages.ts";
import type { Mailbox } from "../../organization/organization.ts";

export interface RequestParts {
  readonly original: SubmittedMessage;
  /** The sender's copy of it. */
  readonly sent: MailboxItem;
  /** Milliseconds UTC. */
  readonly now: number;
  readonly networkMessageId: string;
  /** The request's own, upper-case hex. */
  readonly searchKey: string;
  /** The original's: a mailbox or group. */
  readonly sender: Pick<Mailbox, "address" | "displayName"> | undefined;
  /** The original's To and CC fields. */
  readonly to: readonly (readonly [name: string, value: string])[];
  /** Of the original. */
  readonly hasAttachments: boolean;
}

export interface MadeRequest extends MimeMessage {
  /** Facts that stay with the item. */
  readonly data: Record<string, string>;
}
