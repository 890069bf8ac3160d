// Tenants whose mailboxes have rules.
import type { Sandbox } from "../../../src/sandbox.ts";
import { person, sandbox, tenant } from "../../support/sandbox.ts";

/** Alice and dave as ever; bob and carol as said. */
export function rulesTenant(bob: Record<string, unknown>, carol: Record<string, unknown> = {}, parts = {}) {
  return tenant({
    mailboxes: [
      person("alice"),
      person("bob", { folders: ["Projects/2026"], ...bob }),
      person("carol", carol),
      person("dave"),
    ],
    ...parts,
  });
}

/** Bob's inbox rules alone. */
export function withRules(...inboxRules: Record<string, unknown>[]): Promise<Sandbox> {
  return sandbox({ config: rulesTenant({ inboxRules }) });
}

/** "2026: Budget", what a mailbox holds outside Inbox, oldest first. */
export async function filed(on: Sandbox, name: string): Promise<string[]> {
  const address = `${name}@contoso.com`;
  const items = await on.mailboxes.list(address);
  return items
    .map((item) => `${on.mailboxes.folders.get(item.folderId)?.name}: ${item.subject}${item.isRead ? " (read)" : ""}`)
    .reverse();
}

/** What the trace tells of inbox rules. */
export async function ruleEvents(on: Sandbox, messageId: string): Promise<string[]> {
  const events = await on.tracking.find({ messageId });
  return events.filter(({ detail }) => detail.startsWith("Inbox rule")).map(({ detail }) => detail);
}
