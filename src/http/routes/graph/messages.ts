// Messages: list, get, $value. Microsoft Graph: List messages, Get message
import type { Context, Hono } from "hono";
import type { BelongingTnef } from "../../../content-conversion/find-tnef.ts";
import { tnefOf } from "../../../content-conversion/promote.ts";
import { DEFAULT_MIME_FORMAT, toMime } from "../../../content-conversion/to-mime/to-mime.ts";
import type { StoredContent } from "../../../database/content-store.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { parseFilter } from "./filter.ts";
import {
  type GraphVersion,
  MESSAGE_PATHS,
  odataContext,
  requestedFolder,
  requestedItem,
  requestedMailbox,
} from "./graph-context.ts";
import { badQuery, itemNotFound } from "./graph-error.ts";
import { parseKql } from "./kql.ts";
import { countItems, listItems } from "./list-messages.ts";
import { messageShape, showMessage } from "./message-view.ts";
import { nextLink, readBoolean, readOptions, readOrder, readPaging } from "./query-options.ts";

export function addMessageRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) {
    routes.get(path, (c) => list(c, services, version));
    routes.get(`${path}/$count`, (c) => count(c, services));
    routes.get(`${path}/:id`, (c) => get(c, services, version));
    routes.get(`${path}/:id/$value`, (c) => value(c, services));
  }
}

async function list(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = requestedFolder(c, services, mailbox);
  const options = readOptions(c, ["top", "skip", "select", "filter", "orderby", "count", "expand", "search"]);
  const search = options.search === undefined ? undefined : readSearch(options.search, options);
  const paging = readPaging(options);
  const shape = messageShape(c, options, "list", services.configurations.current());
  const listed = await listItems(services.mailboxes, {
    ...paging,
    mailbox: mailbox.address,
    folder,
    filter: options.filter === undefined ? undefined : parseFilter(options.filter),
    order: readOrder(options.orderby),
    search,
    wantsCount: readBoolean("$count", options.count),
    signal: c.req.raw.signal,
  });
  const shown: Record<string, unknown>[] = [];
  for (const item of listed.items) {
    shown.push(await showMessage(services.mailboxes, item, shape));
    if (shown.length % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const of = folder ? `mailFolders('${folder.wellKnown ?? folder.name}')/messages` : "messages";
  return c.json({
    "@odata.context": odataContext(c, version, mailbox, of),
    ...(listed.count !== undefined && { "@odata.count": listed.count }),
    value: shown,
    ...(listed.hasMore && { "@odata.nextLink": nextLink(c, paging) }),
  });
}

/** Graph searches by time alone. Microsoft Graph: search query parameter */
function readSearch(text: string, { filter, orderby }: { readonly filter?: string; readonly orderby?: string }) {
  const refused = (name: string, code: string) =>
    new HttpError(400, code, `The query parameter '${name}' is not supported with '$search'.`);
  if (filter !== undefined) throw refused("$filter", "SearchWithFilter");
  if (orderby !== undefined) throw refused("$orderBy", "SearchWithOrderBy");
  return parseKql(text);
}

/** A bare number. */
async function count(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = requestedFolder(c, services, mailbox);
  const { filter: text, search: words } = readOptions(c, ["filter", "search"]);
  const filter = text === undefined ? undefined : parseFilter(text);
  const search = words === undefined ? undefined : readSearch(words, text === undefined ? {} : { filter: text });
  return c.text(String(await countItems(services.mailboxes, { mailbox: mailbox.address, folder, filter, search })));
}

async function get(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const shape = messageShape(c, readOptions(c, ["select", "expand"]), "one", services.configurations.current());
  const item = await requestedItem(c, services, mailbox);
  return c.json({
    "@odata.context": odataContext(c, version, mailbox, "messages/$entity"),
    ...(await showMessage(services.mailboxes, item, shape)),
  });
}

/**
 * The bytes as delivered; rich text becomes MIME, unless the sandbox's own `form=delivered` asks for winmail.dat.
 * Microsoft Graph: Get MIME content of a message
 */
async function value(c: Context, services: HttpServices): Promise<Response> {
  const item = await requestedItem(c, services, requestedMailbox(c, services));
  const content = await services.mailboxes.content(item);
  if (!content) throw itemNotFound();
  const tnef = asksForDelivered(c) ? undefined : await tnefOf(item, content);
  const bytes = tnef ? await mimeOf(content, tnef) : await services.mailboxes.bytes(item);
  if (!bytes) throw itemNotFound();
  return c.body(new Uint8Array(bytes), 200, { "Content-Type": "text/plain" });
}

async function mimeOf(content: StoredContent, tnef: BelongingTnef): Promise<Buffer> {
  const source = { headers: HeaderBlock.parse(content.headers), body: await content.body.read() };
  const { headers, body } = await toMime(source, tnef, DEFAULT_MIME_FORMAT);
  return Buffer.concat([headers.toBuffer(), body]);
}

function asksForDelivered(c: Context): boolean {
  const form = c.req.query("form");
  if (form === undefined || form === "delivered") return form !== undefined;
  throw badQuery(`The query parameter "form" is "${form.slice(0, 100)}"; it takes delivered.`);
}
