// What the address book knows of a message's sender.
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox, MailContact } from "../../organization/organization.ts";
import type { RuleInput } from "../predicate.ts";
import { headerSenders } from "../senders.ts";

/** As readers see the sender: of the From field, else of the envelope. */
export function senderInDirectory({
  item,
  context,
}: Pick<RuleInput, "item" | "context">): Mailbox | MailContact | undefined {
  const address = headerSenders(item)[0] ?? item.sender;
  const directory = directoryOf(context.organization);
  return directory.findMailbox(address) ?? directory.findContact(directory.primaryAddress(address));
}

export const managerOfSender = (input: Pick<RuleInput, "item" | "context">): string | undefined =>
  senderInDirectory(input)?.attributes?.manager;
