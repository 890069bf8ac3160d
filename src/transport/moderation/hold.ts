// A message is held for a moderator: written in the queue "moderation", in the commit of its categorization, together with
// the request to the moderators.
import type { ModeratedBy, NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Group, Organization } from "../../organization/organization.ts";
import { ruleIdNamed } from "../../organization/transport-rule/rule-id.ts";
import { newMessageId } from "../../runtime/ids.ts";
import { reply } from "../../smtp/reply.ts";
import { insertGenerated } from "../receive/generated.ts";
import { senderOf } from "../sender.ts";
import type { TransportServices } from "../services.ts";
import { AGENT, EXPIRES_AFTER_MS, type Held, heldOf } from "./held.ts";
import { approvalRequest, type Moderated } from "./mails.ts";
import { moderatorsOf } from "./needs-approval.ts";

export const NO_MODERATOR = reply(
  550,
  "5.2.0",
  "Resolver.MT.NoModeratorAddresses; No moderator addresses for approval process",
);

export interface Hold {
  /** With its only recipient, and what `heldOf` reads. */
  readonly item: MailItem;
  readonly request: NewMessage;
}

/**
 * Everything that takes time, before the commit. @param longest original that is attached, bytes.
 * @returns undefined where nobody could decide.
 */
export async function prepareHold(
  item: MailItem,
  moderated: string | ModeratedBy,
  { organization, now, longest }: { organization: Organization; now: number; longest: number },
): Promise<Hold | undefined> {
  const directory = directoryOf(organization);
  const isByRule = typeof moderated !== "string";
  const recipient = isByRule ? allOf(item) : findModerated(organization, moderated);
  const listed = isByRule ? moderated.moderators : recipient ? moderatorsOf(recipient) : [];
  const moderators = listed.map((address) => directory.primaryAddress(address));
  if (!recipient || moderators.length === 0) return undefined;
  const requestMessageId = newMessageId(organization.hostname);
  const ruleId = isByRule ? ruleIdNamed(moderated.rule, organization) : undefined;
  const rule = isByRule ? { rule: moderated.rule, ...(ruleId !== undefined && { ruleId }) } : {};
  const held: Held = { recipient: recipient.address, ...rule, moderators, heldAt: now, requestMessageId };
  const request = await approvalRequest({
    item,
    sender: senderOf(item, directory).address,
    recipient,
    domain: organization.name,
    now,
    moderators,
    messageId: requestMessageId,
    expiresAt: now + EXPIRES_AFTER_MS,
    longest,
  });
  return { item: { ...item, data: { ...item.data, moderation: JSON.stringify(held) } }, request };
}

export async function writeHold(
  tx: Tx,
  { item, request }: Hold,
  { contentId, now }: { contentId: number; now: number },
  services: TransportServices,
): Promise<void> {
  const dueAt = now + EXPIRES_AFTER_MS;
  const queued = await services.queue.insert(tx, item, {
    queue: "moderation",
    nextHop: "",
    dueAt,
    queuedAt: now,
    contentId,
  });
  await services.tracking.write(tx, now, item, {
    eventId: "INITMESSAGECREATED",
    source: "APPROVAL",
    recipients: item.recipients.map(({ address }) => address),
    detail: `250 2.1.5 Resolver.MT.StartModeration; ${heldOf(item)?.rule === undefined ? "recipient is moderated" : `transport rule '${heldOf(item)?.rule}'`}: waiting for ${request.recipients.join(", ")}`,
    context: AGENT,
  });
  await insertGenerated(tx, services, request, { by: AGENT, parent: item, now });
  services.enqueued(tx, queued);
}

/** Of what a rule holds: nobody of the recipients is moderated. */
function allOf({ recipients }: MailItem): ReturnType<typeof findModerated> {
  const named = recipients.slice(0, 10).map(({ address }) => address);
  const more = recipients.length - named.length;
  return { address: `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`, displayName: "" };
}

/** Whoever is moderated, by the primary address. */
export function findModerated(
  organization: Organization,
  address: string,
): (Moderated & Pick<Group, "managedBy" | "sendModerationNotifications" | "moderatedBy">) | undefined {
  const directory = directoryOf(organization);
  return directory.findGroup(address) ?? directory.findMailbox(address) ?? directory.findContact(address);
}
