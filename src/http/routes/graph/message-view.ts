// Items as Graph's messages: a list shows no bodies unless they are selected, so that it reads no message text.
import type { Context } from "hono";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { itemNotFound } from "./graph-error.ts";
import { type MessageBody, readMessageBody } from "./message-body.ts";
import { changeKey, MESSAGE_PROPERTIES, type MessageProperty } from "./message-properties.ts";
import { readSelect } from "./query-options.ts";

const ENTITY = "Microsoft.OutlookServices.Message";

export interface MessageShape {
  readonly properties: readonly string[];
  readonly immutableIds: boolean;
  readonly prefersText: boolean;
}

export function messageShape(c: Context, select: string | undefined, of: "list" | "one"): MessageShape {
  const names = Object.keys(MESSAGE_PROPERTIES);
  const isDefault = ({ onDemand, needs }: MessageProperty) => !onDemand && (of === "one" || needs !== "body");
  const selected = readSelect(select, names, ENTITY);
  const defaults = names.filter((name) => isDefault(property(name)));
  const prefer = c.req.header("prefer") ?? "";
  return {
    // The id is always there.
    properties: selected ? [...new Set(["id", ...selected])] : defaults,
    immutableIds: /IdType\s*=\s*"ImmutableId"/i.test(prefer),
    prefersText: /outlook\.body-content-type\s*=\s*"text"/i.test(prefer),
  };
}

export async function showMessage(
  mailboxes: MailboxStore,
  item: MailboxItem,
  shape: MessageShape,
): Promise<Record<string, unknown>> {
  const needs = (what: MessageProperty["needs"]) => shape.properties.some((name) => property(name).needs === what);
  let headers = new HeaderBlock();
  let body: MessageBody | undefined;
  if (needs("headers") || needs("body")) {
    const content = await mailboxes.content(item);
    if (!content) throw itemNotFound();
    if (needs("headers")) headers = HeaderBlock.parse(content.headers);
    if (needs("body")) body = await readMessageBody(content, shape.prefersText);
  }
  const folder = mailboxes.folders.get(item.folderId);
  const isDraft = folder !== undefined && mailboxes.folders.isWithin(folder, "drafts");
  const parts = { item, isDraft, headers, body, immutableIds: shape.immutableIds };
  const shown: Record<string, unknown> = { "@odata.etag": `W/"${changeKey(item)}"` };
  for (const name of shape.properties) shown[name] = property(name).value(parts);
  return shown;
}

function property(name: string): MessageProperty {
  return MESSAGE_PROPERTIES[name] as MessageProperty;
}
