// What a subscriber reads of changes. Microsoft Graph: changeNotificationCollection resource type
import type { ChangeKind, MailboxChange } from "../../mailbox/changes/mailbox-changes.ts";
import type { Subscription } from "../../mailbox/changes/subscriptions.ts";
import type { MailboxItem } from "../../mailbox/mailbox-store.ts";
import type { Organization } from "../../organization/organization.ts";
import { objectIdOf } from "../../organization/stable-guid.ts";
import { itemId } from "../routes/graph/graph-ids.ts";
import { changeKey } from "../routes/graph/message-properties.ts";

export interface Told {
  readonly folderId: number;
  readonly itemId: number;
  readonly kind: ChangeKind;
}

/**
 * What came and went at once nobody saw; of what changed twice one is told. An item that moves goes under one id and comes
 * under another, unless ids are immutable. docs/recall.md R17
 */
export function toTell(
  { changeTypes: wanted, immutableIds, folderId }: Pick<Subscription, "changeTypes" | "immutableIds" | "folderId">,
  changes: readonly MailboxChange[],
): Told[] {
  const byItem = new Map<string, MailboxChange[]>();
  for (const change of changes) {
    const key = immutableIds && folderId === undefined ? `${change.itemId}` : `${change.folderId}/${change.itemId}`;
    byItem.set(key, [...(byItem.get(key) ?? []), change]);
  }
  return [...byItem.values()].flatMap((of) => kindsOf(of).flatMap((kind) => tell(of, kind, wanted)));
}

function kindsOf(of: readonly MailboxChange[]): ChangeKind[] {
  const cameIn = of[0]?.kind === "created";
  if (of.at(-1)?.kind === "deleted") return cameIn ? [] : ["deleted"];
  const isUpdated = of.some(({ kind }, at) => kind === "updated" || (kind === "created" && at > 0));
  return [...(cameIn ? (["created"] as const) : []), ...(isUpdated ? (["updated"] as const) : [])];
}

function tell(of: readonly MailboxChange[], kind: ChangeKind, wanted: readonly ChangeKind[]): Told[] {
  const { folderId = 0, itemId: id = 0 } = of[0] ?? {};
  return wanted.includes(kind) ? [{ folderId, itemId: id, kind }] : [];
}

export function notification(
  { id, clientState, expiresAt, mailbox, immutableIds }: Subscription,
  { tenantId }: Organization,
  told: Told,
  item: MailboxItem | undefined,
): object {
  const messageId = itemId(told.itemId, told.folderId, immutableIds);
  const resource = `Users/${objectIdOf(mailbox)}/Messages/${messageId}`;
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: new Date(expiresAt).toISOString(),
    changeType: told.kind,
    resource,
    resourceData: {
      "@odata.type": "#Microsoft.Graph.Message",
      "@odata.id": resource,
      ...(item && { "@odata.etag": `W/"${changeKey(item)}"` }),
      id: messageId,
    },
    clientState: clientState ?? null,
    tenantId,
  };
}

/** Microsoft Graph: lifecycleEventType */
export function missed(subscription: Subscription, { tenantId }: Organization): object {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expiresAt).toISOString(),
    tenantId,
    clientState: subscription.clientState ?? null,
    lifecycleEvent: "missed",
  };
}
