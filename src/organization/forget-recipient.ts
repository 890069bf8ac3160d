// A recipient that goes is nobody's member, moderator, delegate, manager or forwarding target any more.
import type { Group, InboxRule, Mailbox, MailContact, Organization } from "./organization.ts";

type Anybody = Mailbox | Group | MailContact;

const LISTS = [
  "members",
  "subscribers",
  "managedBy",
  "sendAs",
  "grantSendOnBehalfTo",
  "fullAccess",
  "moderatedBy",
  "acceptMessagesOnlyFromSendersOrMembers",
  "rejectMessagesFromSendersOrMembers",
  "bypassModerationFromSendersOrMembers",
] as const;
/** Empty lists of these stay lists. */
const ALWAYS = new Set<string>(["members", "sendAs", "grantSendOnBehalfTo"]);
const SENDING = ["forwardTo", "forwardAsAttachmentTo", "redirectTo"] as const;

/** `gone`: the addresses that the recipient had, lower case. */
export function forgetRecipient(organization: Organization, gone: ReadonlySet<string>): Organization {
  const without = <R extends Anybody>(recipients: readonly R[]): readonly R[] =>
    recipients.filter(({ address }) => !gone.has(address)).map((recipient) => withoutReferences(recipient, gone));
  return {
    ...organization,
    mailboxes: without(organization.mailboxes),
    groups: without(organization.groups),
    contacts: without(organization.contacts),
  };
}

function withoutReferences<R extends Anybody>(recipient: R, gone: ReadonlySet<string>): R {
  const fields: Record<string, unknown> = { ...recipient };
  for (const name of LISTS) shorten(fields, name, gone);
  if ("forwardingAddress" in recipient && gone.has(String(recipient.forwardingAddress)))
    delete fields.forwardingAddress;
  const { attributes } = recipient as Mailbox;
  if (attributes?.manager !== undefined && gone.has(attributes.manager)) {
    const { manager: _, ...others } = attributes;
    fields.attributes = others;
  }
  const { inboxRules } = recipient as Mailbox;
  if (inboxRules) fields.inboxRules = inboxRules.map((rule) => withoutTargets(rule, gone));
  return fields as unknown as R;
}

/** A rule that has nothing left to do is disabled, as Outlook marks it broken. */
function withoutTargets(rule: InboxRule, gone: ReadonlySet<string>): InboxRule {
  if (!SENDING.some((action) => rule.actions[action]?.some((target) => gone.has(target)))) return rule;
  const actions: Record<string, unknown> = { ...rule.actions };
  for (const action of SENDING) shorten(actions, action, gone);
  return { ...rule, actions, enabled: rule.enabled && Object.keys(actions).length > 0 };
}

function shorten(fields: Record<string, unknown>, name: string, gone: ReadonlySet<string>): void {
  const list = fields[name];
  if (!Array.isArray(list) || !list.some((address) => gone.has(address))) return;
  const rest = list.filter((address) => !gone.has(address));
  if (rest.length > 0 || ALWAYS.has(name)) fields[name] = rest;
  else delete fields[name];
}
