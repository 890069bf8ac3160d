// Which mail a journal rule means. New-JournalRule -Scope, -Recipient
import type { EnvelopeRecipient, MailItem } from "../../agent-api/mail-item.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { JournalRule, Organization } from "../../organization/organization.ts";

/** Mail from or to whoever hears of reports that can't be delivered: a report of it would only come back. Set-TransportConfig */
export function isOfReportNdrs({ sender, recipients }: MailItem, { transportConfig }: Organization): boolean {
  const ndrTo = transportConfig.journalingReportNdrTo;
  if (!ndrTo) return false;
  return sender.toLowerCase() === ndrTo || recipients.every(({ address }) => address.toLowerCase() === ndrTo);
}

export function isJournaled(item: MailItem, rule: JournalRule, organization: Organization): boolean {
  return rule.enabled && isInScope(item, rule.scope, organization) && concerns(item, rule, organization);
}

/** Internal: from someone inside to someone inside. External: from or to someone outside. */
function isInScope(item: MailItem, scope: JournalRule["scope"], organization: Organization): boolean {
  if (scope === "Global") return true;
  const { isInOrganization } = directoryOf(organization);
  const fromInside = item.authAs === "Internal" && (item.sender === "" || isInOrganization(item.sender));
  const isInside = ({ address, mailbox }: EnvelopeRecipient) => mailbox !== undefined || isInOrganization(address);
  if (scope === "Internal") return fromInside && item.recipients.some(isInside);
  return !fromInside || !item.recipients.every(isInside);
}

/** The recipient sent it or gets it; of a group, any of its members does, or it was sent to the group. */
function concerns(item: MailItem, { recipient }: JournalRule, organization: Organization): boolean {
  if (recipient === undefined) return true;
  const directory = directoryOf(organization);
  const meant = membersOf(recipient, organization);
  const isMeant = (address: string) => meant.has(directory.primaryAddress(address));
  return (
    isMeant(item.sender) ||
    item.recipients.some(
      ({ address, mailbox = directory.primaryAddress(address), history }) =>
        meant.has(mailbox) || (history ?? []).some((origin) => isMeant(origin.address)),
    )
  );
}

const members = new WeakMap<Organization, Map<string, ReadonlySet<string>>>();

function membersOf(recipient: string, organization: Organization): ReadonlySet<string> {
  const known = members.get(organization) ?? new Map<string, ReadonlySet<string>>();
  members.set(organization, known);
  let found = known.get(recipient);
  if (!found) {
    const directory = directoryOf(organization);
    const expanded = directory.expandGroup(recipient).map(({ address }) => directory.primaryAddress(address));
    found = new Set([directory.primaryAddress(recipient), ...expanded]);
    known.set(recipient, found);
  }
  return found;
}
