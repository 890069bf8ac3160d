// Recipient resolution: aliases, groups (nested, each member once), contacts and mailbox forwarding; who may send to them,
// and whose mail is approved first. Learn, "Recipient resolution"
import { setImmediate } from "node:timers/promises";
import type { EnvelopeRecipient, MailItem, RecipientOrigin } from "../../agent-api/mail-item.ts";
import { type Directory, directoryOf, type ExpandedMember } from "../../organization/directory.ts";
import type { DeliveryRestrictions, Group, Mailbox, MailContact } from "../../organization/organization.ts";
import { formatReply, reply, type SmtpReply } from "../../smtp/reply.ts";
import { needsApproval } from "../moderation/needs-approval.ts";
import { isBack, type Sender, senderOf, sizeOf } from "../sender.ts";
import { addresses, type CategorizerRun } from "./categorizer-run.ts";
import { isRecallReport, NOT_FOR_GROUPS } from "./not-for-groups.ts";
import { type Kind, restriction } from "./restrictions.ts";

export const RECIPIENT_NOT_FOUND = reply(
  550,
  "5.1.10",
  "RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
);
export const FORWARDING_LOOP = reply(
  550,
  "5.4.6",
  "RESOLVER.FWD.Loop; there is a forwarding loop configured in the directory",
);
export const TOO_LARGE_FOR_SENDER = reply(
  550,
  "5.2.3",
  "RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender",
);

/** Members are resolved so many at a time. */
const AT_A_TIME = 2000;

export async function resolveRecipients(run: CategorizerRun): Promise<void> {
  for (const item of [...run.items]) {
    const resolution = new Resolution(run, item);
    await resolution.resolve();
    item.recipients = resolution.recipients;
    for (const [answer, recipients] of resolution.failed) {
      const detail = formatReply(answer);
      run.track(item, { eventId: "FAIL", source: "ROUTING", recipients: addresses(recipients), detail });
      run.fail(item, recipients, answer);
    }
  }
}

class Resolution {
  readonly failed = new Map<SmtpReply, EnvelopeRecipient[]>();
  readonly #run: CategorizerRun;
  readonly #item: MailItem;
  readonly #directory: Directory;
  readonly #sender: Sender;
  readonly #size: number;
  readonly #byAddress = new Map<string, EnvelopeRecipient>();
  /** One way to a group is enough; groups in a circle end by it. */
  readonly #expanded = new Set<Group>();

  constructor(run: CategorizerRun, item: MailItem) {
    this.#run = run;
    this.#item = item;
    this.#directory = directoryOf(run.organization);
    this.#sender = senderOf(item, this.#directory);
    this.#size = sizeOf(item);
  }

  get recipients(): EnvelopeRecipient[] {
    return [...this.#byAddress.values()];
  }

  async resolve(): Promise<void> {
    const { submitter, recipients } = this.#item;
    const mailbox = submitter === undefined ? undefined : this.#directory.findMailbox(submitter);
    if (mailbox?.maxSendSize !== undefined && this.#size > mailbox.maxSendSize) {
      this.failed.set(TOO_LARGE_FOR_SENDER, [...recipients]);
      return;
    }
    for (const recipient of recipients) await this.#add(recipient);
  }

  async #add(recipient: EnvelopeRecipient): Promise<void> {
    const group = this.#directory.findGroup(recipient.address);
    // What comes back was expanded before it left: a group of Microsoft 365 is its mailbox then.
    const isExpanded = group?.type === "Microsoft365" && isBack(this.#item);
    if (group && !isExpanded) await this.#addGroup(recipient, group);
    else await this.#addPerson(recipient);
  }

  async #addPerson(recipient: EnvelopeRecipient): Promise<void> {
    const { address } = recipient;
    const mailbox = this.#directory.findMailbox(address);
    const contact = mailbox ? undefined : this.#directory.findContact(address);
    if (mailbox) await this.#addMailbox(recipient, mailbox);
    else if (contact) await this.#addContact(recipient, contact);
    else if (this.#directory.acceptedDomainOf(address)?.domainType === "Authoritative")
      this.#fail(recipient, RECIPIENT_NOT_FOUND);
    else this.#keep(recipient);
  }

  async #addContact(recipient: EnvelopeRecipient, contact: MailContact): Promise<void> {
    if (this.#isStopped(recipient, contact, "contact")) return;
    const { externalAddress } = contact;
    if (externalAddress.toLowerCase() === recipient.address.toLowerCase()) return this.#keep(recipient);
    const target = standIn(recipient, externalAddress, "alias");
    // A contact may lead back into the organization, to somebody or to another contact.
    const hasBeen = target.history?.some(({ address }) => address.toLowerCase() === externalAddress.toLowerCase());
    if (!this.#isKnown(externalAddress)) this.#keep(target);
    else if (hasBeen) this.#fail(recipient, FORWARDING_LOOP);
    else await this.#add(target);
  }

  /** Forwarding acts on the message itself; ForwardingAddress wins over ForwardingSmtpAddress. */
  async #addMailbox(recipient: EnvelopeRecipient, mailbox: Mailbox): Promise<void> {
    if (this.#isStopped(recipient, mailbox, "mailbox")) return;
    const resolved =
      mailbox.address === recipient.address.toLowerCase()
        ? { ...recipient, mailbox: mailbox.address }
        : { ...standIn(recipient, mailbox.address, "alias"), mailbox: mailbox.address };
    const target = mailbox.forwardingAddress ?? mailbox.forwardingSmtpAddress;
    if (target === undefined || this.#isOf(mailbox, target)) return this.#keep(resolved);
    const way = this.#wayFrom(resolved, target);
    if (way === undefined) {
      if (mailbox.deliverToMailboxAndForward) this.#keep(resolved);
      return this.#forward(resolved, mailbox, target);
    }
    // A circle ends here. Somebody in it keeps the message, or the sender hears of it.
    const isRing = way.every(({ by }) => by === "forwarding" || by === "alias");
    const isKept = way.some(({ address }) => this.#directory.findMailbox(address)?.deliverToMailboxAndForward);
    if (mailbox.deliverToMailboxAndForward || !isRing) this.#keep(resolved);
    else if (!isKept) this.#fail(resolved, FORWARDING_LOOP);
  }

  async #forward(resolved: EnvelopeRecipient, mailbox: Mailbox, target: string): Promise<void> {
    this.#run.track(this.#item, {
      eventId: "REDIRECT",
      source: "ROUTING",
      recipients: [target],
      context: mailbox.address,
      detail: `Mailbox forwarding of ${mailbox.address}`,
    });
    await this.#add(standIn(resolved, target, "forwarding"));
  }

  async #addGroup(recipient: EnvelopeRecipient, group: Group): Promise<void> {
    if (this.#expanded.has(group)) return;
    if (await isRecallReport(this.#item)) return this.#absorb(recipient);
    if (this.#isStopped(recipient, group, "group")) return;
    this.#expanded.add(group);
    const { members, circles } = await this.#directory.expandForDelivery(group, this.#sender.isAuthenticated);
    const ending = circles.length > 0 ? `; it contains itself by way of ${circles.join(", ")}, which is left out` : "";
    this.#run.track(this.#item, {
      eventId: "EXPAND",
      source: "ROUTING",
      recipients: members.map(({ address }) => address),
      context: recipient.address,
      detail: `The group ${recipient.address} was expanded to ${members.length} members${ending}`,
    });
    await this.#addMembers(recipient, group, members);
  }

  async #addMembers(recipient: EnvelopeRecipient, group: Group, members: readonly ExpandedMember[]): Promise<void> {
    // Set-DistributionGroup -ReportToOriginatorEnabled $false: what becomes of members is not the sender's business.
    const through: EnvelopeRecipient =
      group.reportToOriginatorEnabled === false ? { ...recipient, notify: ["NEVER"] } : recipient;
    for (const [index, { address, isGroup }] of members.entries()) {
      if (index > 0 && index % AT_A_TIME === 0) await setImmediate();
      const member = standIn(through, address, "group");
      if (isGroup) await this.#add(member);
      else await this.#addPerson(member);
    }
  }

  /** docs/recall.md R19 */
  #absorb(recipient: EnvelopeRecipient): void {
    const detail = formatReply(NOT_FOR_GROUPS);
    this.#run.track(this.#item, { eventId: "DROP", source: "ROUTING", recipients: [recipient.address], detail });
  }

  /** Refused, or waiting for a moderator. */
  #isStopped(recipient: EnvelopeRecipient, owner: DeliveryRestrictions & { address: string }, kind: Kind): boolean {
    const about = { sender: this.#sender, size: this.#size, directory: this.#directory };
    const refusal = restriction(owner, kind, about);
    if (refusal) this.#fail(recipient, refusal);
    else if (owner.moderationEnabled && needsApproval(this.#item, owner, this.#sender, this.#directory))
      this.#run.hold(this.#item, recipient, owner.address);
    else return false;
    return true;
  }

  #fail(recipient: EnvelopeRecipient, answer: SmtpReply): void {
    const failed = this.failed.get(answer);
    if (failed) failed.push(recipient);
    else this.failed.set(answer, [recipient]);
  }

  /** A recipient reached twice is kept once, with the way it was reached first. */
  #keep(recipient: EnvelopeRecipient): void {
    const key = recipient.address.toLowerCase();
    if (!this.#byAddress.has(key)) this.#byAddress.set(key, recipient);
  }

  #isKnown(address: string): boolean {
    const { findMailbox, findGroup, findContact } = this.#directory;
    return (findMailbox(address) ?? findGroup(address) ?? findContact(address)) !== undefined;
  }

  #isOf(mailbox: Mailbox, address: string): boolean {
    return this.#directory.primaryAddress(address) === mailbox.address;
  }

  /** How the recipient came about since it was `address`; undefined where it never was. */
  #wayFrom({ history = [] }: EnvelopeRecipient, address: string): readonly RecipientOrigin[] | undefined {
    const primary = this.#directory.primaryAddress(address);
    const at = history.findIndex((origin) => this.#directory.primaryAddress(origin.address) === primary);
    return at < 0 ? undefined : history.slice(at);
  }
}

/** Another address in a recipient's place; ORCPT and NOTIFY go along. RFC 3461 §5.2.7. */
function standIn(recipient: EnvelopeRecipient, address: string, by: RecipientOrigin["by"]): EnvelopeRecipient {
  const { mailbox: _, nextHop: __, ...rest } = recipient;
  return { ...rest, address, history: [...(recipient.history ?? []), { address: recipient.address, by }] };
}
