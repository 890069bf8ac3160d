// Recipient resolution: aliases, groups (nested, each member once), contacts and mailbox forwarding.
import type { EnvelopeRecipient, MailItem, RecipientOrigin } from "../../agent-api/mail-item.ts";
import { isSameAddress } from "../../mime/address.ts";
import { type Directory, directoryOf } from "../../organization/directory.ts";
import type { Mailbox } from "../../organization/organization.ts";
import { reply } from "../../smtp/reply.ts";
import { addresses, type CategorizerRun } from "./categorizer-run.ts";

export const RECIPIENT_NOT_FOUND = reply(
  550,
  "5.1.10",
  "RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
);

export function resolveRecipients(run: CategorizerRun): void {
  for (const item of [...run.items]) {
    const resolution = new Resolution(run, item);
    for (const recipient of item.recipients) resolution.add(recipient);
    item.recipients = resolution.recipients;
    if (resolution.unknown.length > 0) {
      run.track(item, {
        eventId: "FAIL",
        source: "ROUTING",
        recipients: addresses(resolution.unknown),
        detail: `550 5.1.10 ${RECIPIENT_NOT_FOUND.text}`,
      });
      run.fail(item, resolution.unknown, RECIPIENT_NOT_FOUND);
    }
  }
}

class Resolution {
  readonly unknown: EnvelopeRecipient[] = [];
  readonly #run: CategorizerRun;
  readonly #item: MailItem;
  readonly #directory: Directory;
  readonly #byAddress = new Map<string, EnvelopeRecipient>();

  constructor(run: CategorizerRun, item: MailItem) {
    this.#run = run;
    this.#item = item;
    this.#directory = directoryOf(run.organization);
  }

  get recipients(): EnvelopeRecipient[] {
    return [...this.#byAddress.values()];
  }

  add(recipient: EnvelopeRecipient): void {
    const { address } = recipient;
    const mailbox = this.#directory.findMailbox(address);
    const contact = this.#directory.findContact(address);
    if (mailbox) this.#addMailbox(recipient, mailbox);
    else if (this.#directory.findGroup(address)) this.#addGroup(recipient);
    else if (contact) this.#addContact(recipient, contact.externalAddress);
    else if (this.#directory.acceptedDomainOf(address)?.domainType === "Authoritative") this.unknown.push(recipient);
    else this.#keep(recipient);
  }

  #addContact(recipient: EnvelopeRecipient, externalAddress: string): void {
    this.#keep(
      isSameAddress(externalAddress, recipient.address) ? recipient : standIn(recipient, externalAddress, "alias"),
    );
  }

  /** Forwarding acts on the message itself; ForwardingAddress wins over ForwardingSmtpAddress. */
  #addMailbox(recipient: EnvelopeRecipient, mailbox: Mailbox): void {
    const resolved = isSameAddress(mailbox.address, recipient.address)
      ? { ...recipient, mailbox: mailbox.address }
      : { ...standIn(recipient, mailbox.address, "alias"), mailbox: mailbox.address };
    const target = mailbox.forwardingAddress ?? mailbox.forwardingSmtpAddress;
    // A ring of forwarding mailboxes ends where it began.
    const forwards = target !== undefined && !hasPassed(resolved, target);
    if (!forwards || mailbox.deliverToMailboxAndForward) this.#keep(resolved);
    if (!forwards) return;
    const forwarded = standIn(resolved, target, "forwarding");
    this.#run.track(this.#item, {
      eventId: "REDIRECT",
      source: "ROUTING",
      recipients: [target],
      context: mailbox.address,
      detail: `Mailbox forwarding of ${mailbox.address}`,
    });
    this.add(forwarded);
  }

  #addGroup(recipient: EnvelopeRecipient): void {
    const members = this.#directory.expandGroup(recipient.address).map((member) => member.address);
    this.#run.track(this.#item, {
      eventId: "EXPAND",
      source: "ROUTING",
      recipients: members,
      context: recipient.address,
      detail: `The group ${recipient.address} was expanded to ${members.length} members`,
    });
    for (const member of members) this.add(standIn(recipient, member, "group"));
  }

  /** A recipient reached twice is kept once, with the way it was reached first. */
  #keep(recipient: EnvelopeRecipient): void {
    const key = recipient.address.toLowerCase();
    if (!this.#byAddress.has(key)) this.#byAddress.set(key, recipient);
  }
}

/** Another address in a recipient's place; ORCPT and NOTIFY go along. RFC 3461 §5.2.7. */
function standIn(recipient: EnvelopeRecipient, address: string, by: RecipientOrigin["by"]): EnvelopeRecipient {
  const { mailbox: _, nextHop: __, ...rest } = recipient;
  return { ...rest, address, history: [...(recipient.history ?? []), { address: recipient.address, by }] };
}

function hasPassed(recipient: EnvelopeRecipient, address: string): boolean {
  return (
    isSameAddress(recipient.address, address) ||
    (recipient.history ?? []).some((origin) => isSameAddress(origin.address, address))
  );
}
