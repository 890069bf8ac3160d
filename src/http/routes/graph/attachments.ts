// Attachments of a message: list, get, $value. Microsoft Graph: List attachments, Get attachment
import type { Context, Hono } from "hono";
import { tnefOf } from "../../../content-conversion/promote.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import { fileNameOfAttachment } from "../../../mime/attachments.ts";
import { attachmentDisposition } from "../../file-name.ts";
import type { HttpServices } from "../../services.ts";
import { type GraphVersion, MESSAGE_PATHS, odataContext, requestedItem, requestedMailbox } from "./graph-context.ts";
import { idMalformed, itemNotFound } from "./graph-error.ts";
import { parseGraphId } from "./graph-ids.ts";
import {
  ATTACHMENT_PROPERTIES,
  type MessageAttachments,
  readAttachments,
  showAttachment,
} from "./message-attachments.ts";
import { nextLink, readBoolean, readOptions, readPaging, readSelect } from "./query-options.ts";

const ENTITY = "microsoft.graph.attachment";

export function addAttachmentRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) {
    routes.get(`${path}/:id/attachments`, (c) => list(c, services, version));
    routes.get(`${path}/:id/attachments/:attachment`, (c) => get(c, services, version));
    routes.get(`${path}/:id/attachments/:attachment/$value`, (c) => value(c, services));
  }
}

async function list(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const options = readOptions(c, ["top", "skip", "select", "count"]);
  const paging = readPaging(options);
  const select = readSelect(options.select, ATTACHMENT_PROPERTIES, ENTITY);
  const { item, attachments } = await requested(c, services);
  const total = attachments.length;
  const value: Record<string, unknown>[] = [];
  for (let at = paging.skip; at < Math.min(total, paging.skip + paging.top); at += 1)
    value.push(await showAttachment(item, attachments, at, select));
  return c.json({
    "@odata.context": contextOf(c, services, version, "attachments"),
    ...(readBoolean("$count", options.count) && { "@odata.count": total }),
    value,
    ...(total > paging.skip + paging.top && { "@odata.nextLink": nextLink(c, paging) }),
  });
}

async function get(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const select = readSelect(readOptions(c, ["select"]).select, ATTACHMENT_PROPERTIES, ENTITY);
  const { item, attachments } = await requested(c, services);
  const shown = await showAttachment(item, attachments, indexOf(c, item, attachments), select);
  return c.json({ "@odata.context": contextOf(c, services, version, "attachments/$entity"), ...shown });
}

/** Its bytes; of an attached message its MIME. A stranger's page must not run under this server's name. */
async function value(c: Context, services: HttpServices): Promise<Response> {
  const { item, attachments } = await requested(c, services);
  const part = attachments[indexOf(c, item, attachments)];
  if (!part) throw itemNotFound();
  return c.body(new Uint8Array(await part.bytes()), 200, {
    "Content-Type": part.isMessage ? "text/plain" : part.contentType,
    "Content-Disposition": attachmentDisposition(fileNameOfAttachment(part.name, part.isMessage)),
    "Content-Security-Policy": "sandbox; default-src 'none'",
  });
}

async function requested(c: Context, services: HttpServices) {
  const item = await requestedItem(c, services, requestedMailbox(c, services));
  const content = await services.mailboxes.content(item);
  if (!content) throw itemNotFound();
  return { item, attachments: await readAttachments(content, await tnefOf(item, content)) };
}

function indexOf(c: Context, item: MailboxItem, attachments: MessageAttachments): number {
  const parsed = parseGraphId(c.req.param("attachment") ?? "");
  if (parsed?.kind !== "attachment") throw idMalformed();
  if (parsed.itemId !== item.id || parsed.index >= attachments.length) throw itemNotFound();
  return parsed.index;
}

function contextOf(c: Context, services: HttpServices, version: GraphVersion, of: string): string {
  const message = `messages('${encodeURIComponent(c.req.param("id") ?? "")}')`;
  return odataContext(c, version, requestedMailbox(c, services), `${message}/${of}`);
}
