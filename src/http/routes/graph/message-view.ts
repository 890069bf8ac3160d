// Items as Graph's messages: a list shows no bodies unless they are selected, so that it reads no message text.
import type { Context } from "hono";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { badQuery, itemNotFound } from "./graph-error.ts";
import {
  ATTACHMENT_PROPERTIES,
  hasAttachments,
  type MessageAttachments,
  readAttachments,
  showAttachments,
} from "./message-attachments.ts";
import { type MessageBody, readMessageBody } from "./message-body.ts";
import { changeKey, MESSAGE_PROPERTIES, type MessageProperty } from "./message-properties.ts";
import { readSelect } from "./query-options.ts";

const ENTITY = "Microsoft.OutlookServices.Message";

export interface MessageShape {
  readonly properties: readonly string[];
  readonly immutableIds: boolean;
  readonly prefersText: boolean;
  /** Properties of attachments that are shown with the message; undefined: none are. */
  readonly attachments: readonly string[] | undefined;
}

export function messageShape(
  c: Context,
  { select, expand }: { readonly select?: string; readonly expand?: string },
  of: "list" | "one",
): MessageShape {
  const names = Object.keys(MESSAGE_PROPERTIES);
  const isDefault = ({ onDemand, needs }: MessageProperty) =>
    !onDemand && (of === "one" || needs === "row" || needs === "headers");
  const selected = readSelect(select, names, ENTITY);
  const defaults = names.filter((name) => isDefault(property(name)));
  const prefer = c.req.header("prefer") ?? "";
  const immutableIds = /IdType\s*=\s*"ImmutableId"/i.test(prefer);
  if (immutableIds) c.header("Preference-Applied", 'IdType="ImmutableId"');
  return {
    // The id is always there.
    properties: selected ? [...new Set(["id", ...selected])] : defaults,
    immutableIds,
    prefersText: /outlook\.body-content-type\s*=\s*"text"/i.test(prefer),
    attachments: readExpand(expand),
  };
}

/** $expand=attachments, also with ($select=…). */
function readExpand(expand: string | undefined): readonly string[] | undefined {
  if (expand === undefined) return undefined;
  const [whole, select] = /^\s*attachments(?:\(\$select=([\w, ]+)\))?\s*$/i.exec(expand) ?? [];
  if (whole !== undefined)
    return readSelect(select, ATTACHMENT_PROPERTIES, "microsoft.graph.attachment") ?? ATTACHMENT_PROPERTIES;
  throw badQuery(`Messages can be expanded here by attachments, not by '${expand.slice(0, 100)}'.`);
}

export async function showMessage(
  mailboxes: MailboxStore,
  item: MailboxItem,
  shape: MessageShape,
): Promise<Record<string, unknown>> {
  const needs = (what: MessageProperty["needs"]) => shape.properties.some((name) => property(name).needs === what);
  const showsAttachments = shape.attachments !== undefined;
  let headers = new HeaderBlock();
  let body: MessageBody | undefined;
  let attachments: MessageAttachments | undefined;
  if (needs("body") || needs("parts") || showsAttachments) {
    const content = await mailboxes.content(item);
    if (!content) throw itemNotFound();
    headers = HeaderBlock.parse(content.headers);
    if (needs("body")) body = await readMessageBody(content, shape.prefersText);
    if (needs("parts") || showsAttachments) attachments = await readAttachments(content);
  } else if (needs("headers")) {
    const bytes = await mailboxes.headers(item);
    if (!bytes) throw itemNotFound();
    headers = HeaderBlock.parse(bytes);
  }
  const folder = mailboxes.folders.get(item.folderId);
  const isDraft = folder !== undefined && mailboxes.folders.isWithin(folder, "drafts");
  const parts = {
    item,
    isDraft,
    headers,
    body,
    hasAttachments: attachments !== undefined && hasAttachments(attachments),
    immutableIds: shape.immutableIds,
  };
  const shown: Record<string, unknown> = { "@odata.etag": `W/"${changeKey(item)}"` };
  for (const name of shape.properties) shown[name] = property(name).value(parts);
  if (attachments && showsAttachments) shown.attachments = await showAttachments(item, attachments, shape.attachments);
  return shown;
}

function property(name: string): MessageProperty {
  return MESSAGE_PROPERTIES[name] as MessageProperty;
}
