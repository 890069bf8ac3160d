// What the mail-flow rules make of a message, as a test asks for it. Types only.
import type { Mail } from "./mail.ts";
import type { Message } from "./message.ts";

export interface ExplainOptions {
  /** Mail as `send` takes it, or one that was received: its handle, Message-ID or network message id of any pass. */
  readonly message: Omit<Mail, "as" | "password" | "client" | "richText"> | Message | string;
  /** Only this rule is told of; all are run. */
  readonly rule?: string;
  /** P1; "" is the null sender. The From field's unless given, or the one it came with. */
  readonly sender?: string;
  /** P1; those of To, Cc and Bcc unless given, or those it came with. */
  readonly recipients?: string | readonly string[];
  /** Unless given, a mailbox submits and anybody else sends from outside. */
  readonly authAs?: "Internal" | "Anonymous";
  /** Whose rules and clock. Unless given: when the message was received, else now. */
  readonly at?: Date | number | string;
}
