// Items as Graph's messages: a list shows no bodies unless they are selected, so that it reads no message text.
import type { Context } from "hono";
import { tnefOf } from "../../../content-conversion/promote.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { withoutAlias } from "../../../organization/aliases.ts";
import type { Organization } from "../../../organization/organization.ts";
import { type Expanded, readExpand } from "./expand.ts";
import { neededFor, showExtendedProperties } from "./extended-properties.ts";
import { itemNotFound } from "./graph-error.ts";
import { isDraft } from "./is-draft.ts";
import { hasAttachments, type MessageAttachments, readAttachments, showAttachments } from "./message-attachments.ts";
import { type MessageBody, readMessageBody } from "./message-body.ts";
import { changeKey, MESSAGE_PROPERTIES, type MessageProperty } from "./message-properties.ts";
import { readSelect } from "./query-options.ts";

const ENTITY = "Microsoft.OutlookServices.Message";

export interface MessageShape {
  readonly properties: readonly string[];
  readonly immutableIds: boolean;
  readonly prefersText: boolean;
  readonly expanded: Expanded;
  /** Of a recipient in the header; absent: as it stands there. */
  readonly shownAddress?: (address: string) => string;
}

export function messageShape(
  c: Context,
  { select, expand }: { readonly select?: string; readonly expand?: string },
  of: "list" | "one",
  organization: Organization,
): MessageShape {
  const names = Object.keys(MESSAGE_PROPERTIES);
  const isDefault = ({ onDemand, needs }: MessageProperty) =>
    !onDemand && (of === "one" || needs === "row" || needs === "headers");
  const selected = readSelect(select, names, ENTITY);
  const defaults = names.filter((name) => isDefault(property(name)));
  const prefer = c.req.header("prefer") ?? "";
  const immutableIds = /IdType\s*=\s*"ImmutableId"/i.test(prefer);
  if (immutableIds) c.header("Preference-Applied", 'IdType="ImmutableId"', { append: true });
  return {
    // The id is always there.
    properties: selected ? [...new Set(["id", ...selected])] : defaults,
    immutableIds,
    prefersText: /outlook\.body-content-type\s*=\s*"text"/i.test(prefer),
    expanded: readExpand(expand),
    shownAddress: (address) => withoutAlias(address, organization),
  };
}

export async function showMessage(
  mailboxes: MailboxStore,
  item: MailboxItem,
  shape: MessageShape,
): Promise<Record<string, unknown>> {
  const { singleValueExtendedProperties: single = [], multiValueExtendedProperties: multi = [] } = shape.expanded;
  const needed = new Set([
    ...shape.properties.map((name) => property(name).needs),
    ...[...single, ...multi].map(neededFor),
  ]);
  const needs = (what: MessageProperty["needs"]) => needed.has(what);
  const showsAttachments = shape.expanded.attachments !== undefined;
  let headers = new HeaderBlock();
  let body: MessageBody | undefined;
  let attachments: MessageAttachments | undefined;
  if (needs("body") || needs("parts") || showsAttachments) {
    const content = await mailboxes.content(item);
    if (!content) throw itemNotFound();
    headers = HeaderBlock.parse(content.headers);
    const tnef = await tnefOf(item, content);
    if (needs("body")) body = await readMessageBody(content, shape.prefersText, tnef);
    if (needs("parts") || showsAttachments) attachments = await readAttachments(content, tnef);
  } else if (needs("headers")) {
    const bytes = await mailboxes.headers(item);
    if (!bytes) throw itemNotFound();
    headers = HeaderBlock.parse(bytes);
  }
  const folder = mailboxes.folders.get(item.folderId);
  const parts = {
    item,
    isDraft: isDraft(mailboxes, item),
    headers,
    body,
    hasAttachments: attachments !== undefined && hasAttachments(attachments),
    immutableIds: shape.immutableIds,
    ...(shape.shownAddress && { shownAddress: shape.shownAddress }),
  };
  const shown: Record<string, unknown> = { "@odata.etag": `W/"${changeKey(item)}"` };
  for (const name of shape.properties) shown[name] = property(name).value(parts);
  if (attachments && showsAttachments)
    shown.attachments = await showAttachments(item, attachments, shape.expanded.attachments);
  const source = { ...parts, isSent: folder !== undefined && mailboxes.folders.isWithin(folder, "sentitems") };
  const ofOne = showExtendedProperties(single, source);
  if (ofOne) shown.singleValueExtendedProperties = ofOne;
  const ofMany = showExtendedProperties(multi, source);
  if (ofMany) shown.multiValueExtendedProperties = ofMany;
  return shown;
}

function property(name: string): MessageProperty {
  return MESSAGE_PROPERTIES[name] as MessageProperty;
}
