// What lies in mailboxes and in the sinks. Types only.

export interface Mailbox {
  /** Primary, lower case. */
  readonly address: string;
  /** "" where it can't sign in. */
  readonly password: string;
  /** Newest first; of the Inbox unless a folder is named: "sentitems", "deleteditems" (Graph's well-known names). */
  messages(folder?: string): Promise<readonly MailboxMessage[]>;
  /** Reads the message, as far as a recall cares. */
  markRead(message: MailboxMessage | string, isRead?: boolean): Promise<void>;
  move(message: MailboxMessage | string, folder: string): Promise<void>;
}

export interface MailboxMessage {
  /** Within its mailbox. */
  readonly id: number;
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly isRead: boolean;
  readonly receivedAt: Date;
  /** "IPM.Note" */
  readonly messageClass: string;
  readonly headers: HeaderFields;
  readonly raw: Buffer;
}

export interface EdiscoveryOptions {
  /** One mailbox instead of all. */
  readonly mailbox?: string;
  readonly location?: FoundItem["location"];
  /** 1,000 unless given. */
  readonly limit?: number;
}

export interface FoundItem extends MailboxMessage {
  readonly mailbox: string;
  readonly location: "primary" | "archive" | "recoverableItems";
  /** "Inbox", "Recoverable Items/Purges" */
  readonly folderPath: string;
  /** What keeps it: "Litigation Hold", in-place holds by name. */
  readonly holds: readonly string[];
}

export interface InternetMessage {
  readonly messageId: string;
  readonly subject: string;
  /** P1 sender. */
  readonly from: string;
  readonly recipients: readonly string[];
  readonly headers: HeaderFields;
  readonly raw: Buffer;
}

/** Header fields by name, in any case; values unfolded, RFC 2047 words as they stand. */
export interface HeaderFields {
  has(name: string): boolean;
  /** Of the first field of that name. */
  get(name: string): string | undefined;
  all(name: string): string[];
}
