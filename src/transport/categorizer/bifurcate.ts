// Bifurcation: one item per next hop and kind of destination, and no more mailboxes than one commit should take.
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import { formatFor } from "../../content-conversion/destination-format.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { CategorizerRun } from "./categorizer-run.ts";
import { sendersChoice } from "./senders-choice.ts";

/** A delivery is one transaction: chunks of this size keep the event loop free. */
const MAILBOXES_PER_ITEM = 500;

export function bifurcate(run: CategorizerRun): void {
  for (const item of [...run.items]) {
    const groups = new Map<string, EnvelopeRecipient[]>();
    for (const recipient of item.recipients) {
      const key = destinationKey(run, item, recipient);
      const group = groups.get(key) ?? [];
      if (group.length === 0) groups.set(key, group);
      group.push(recipient);
    }
    const parts = [...groups.values()].flatMap((group) => chunks(group, MAILBOXES_PER_ITEM));
    for (const part of parts.slice(1)) run.fork(item, part);
  }
  run.items = run.items.filter((item: MailItem) => item.recipients.length > 0);
}

/** Recipients with one key share bytes: next hop, form of the content, and whether cross-premises headers may go along. */
function destinationKey(run: CategorizerRun, item: MailItem, recipient: EnvelopeRecipient): string {
  const hop = recipient.nextHop;
  if (!hop || hop.kind === "mailbox") return "mailbox";
  const accepted = directoryOf(run.organization).acceptedDomainOf(recipient.address) !== undefined;
  const format = formatFor(run.organization, recipient.address, sendersChoice(item));
  return `${hop.kind === "connector" ? `connector:${hop.connector}` : "internet"}/${accepted}/${format.key}`;
}

function chunks<T>(list: T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}

export function hopKey(item: MailItem): string {
  const hop = item.recipients[0]?.nextHop;
  if (!hop || hop.kind === "mailbox") return "mailbox";
  return hop.kind === "connector" ? `connector:${hop.connector}` : "internet";
}
