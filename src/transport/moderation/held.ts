// What is written with a message that waits for a moderator.
import type { MailItem } from "../../agent-api/mail-item.ts";

/** Learn, "Moderated recipients": who decides nothing within two days has the message expire. */
export const EXPIRES_AFTER_MS = 2 * 24 * 3_600_000;

/** In the trace and in X-MS-Exchange-Generated-Message-Source. */
export const AGENT = "Approval Processing Agent";

export interface Held {
  /** The moderated recipient's own address; of what a rule holds, its recipients. */
  readonly recipient: string;
  /** The rule that holds it. */
  readonly rule?: string;
  /** Its GUID: it may be renamed meanwhile. */
  readonly ruleId?: string;
  /** Mailboxes and contacts, by their own addresses. */
  readonly moderators: readonly string[];
  /** Milliseconds UTC. */
  readonly heldAt: number;
  /** Message-ID of the approval request. */
  readonly requestMessageId: string;
}

/** Recipients that a moderator, or several, let this message pass to. */
export function approvedFor({ data }: Pick<MailItem, "data">): readonly string[] {
  return data.approvedFor === undefined ? [] : (JSON.parse(data.approvedFor) as string[]);
}

export const withApproval = (data: MailItem["data"], recipient: string): MailItem["data"] => {
  const { moderation: _, ...rest } = data;
  return { ...rest, approvedFor: JSON.stringify([...new Set([...approvedFor({ data }), recipient])]) };
};

/** What an approval is for: a moderated recipient, or a rule. */
export const approvedThing = ({ rule, ruleId = rule, recipient }: Held): string =>
  ruleId === undefined ? recipient : `rule:${ruleId}`;

export function heldOf({ data }: Pick<MailItem, "data">): Held | undefined {
  return data.moderation === undefined ? undefined : (JSON.parse(data.moderation) as Held);
}
