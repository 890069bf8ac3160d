// What changed in a folder since a client last asked: first everything there is, then what came, changed and went. An item
// that a recall takes is one that went. Microsoft Graph: message: delta
import type { Context, Hono } from "hono";
import type { ItemChange } from "../../../mailbox/changes/mailbox-changes.ts";
import type { Folder } from "../../../mailbox/folders.ts";
import type { ItemFilter } from "../../../mailbox/item-query.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { HttpServices } from "../../services.ts";
import { type DeltaState, deltaLink, pageSize, readDelta } from "./delta-token.ts";
import { parseFilter } from "./filter.ts";
import { findFolder, type GraphVersion, MAILBOX_PATHS, requestedMailbox } from "./graph-context.ts";
import { badQuery } from "./graph-error.ts";
import { itemId } from "./graph-ids.ts";
import { type MessageShape, messageShape, showMessage } from "./message-view.ts";
import { publicUrl } from "./public-url.ts";
import { readOptions, readOrder } from "./query-options.ts";

type ReceivedBound = Extract<ItemFilter, { kind: "compare" }>;

const OPTIONS = ["select", "expand", "filter", "orderby", "top", "changeType"] as const;

export function addMessageDeltaRoute(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MAILBOX_PATHS) {
    for (const name of ["delta", "delta()"])
      routes.get(`${path}/mailFolders/:folder/messages/${name}`, (c) => delta(c, services, version));
    routes.get(`${path}/messages/delta`, () => {
      throw badQuery("Changes of messages are followed folder by folder: mailFolders/{id}/messages/delta.");
    });
  }
}

async function delta(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = findFolder(services, mailbox, c.req.param("folder") ?? "");
  const given = readOptions(c, [...OPTIONS, "skiptoken", "deltatoken"]);
  const state = await readDelta(c, services, mailbox, folder, given);
  const { options } = state;
  const bound = readBound(options.filter);
  if (options.orderby !== undefined) judgeOrder(options.orderby);
  const size = pageSize(c, given.top ?? options.top);
  const shape = messageShape(c, options, "list", services.configurations.current());
  const wanted = readChangeTypes(options.changeType);
  const page =
    state.after === undefined
      ? await firstRound(c, services, folder, { state, size, shape, bound })
      : await laterRound(c, services, folder, { state, after: state.after, size, shape, bound, wanted });
  return c.json({ "@odata.context": `${publicUrl(c).origin}/${version}/$metadata#Collection(message)`, ...page });
}

interface Round {
  readonly state: DeltaState;
  readonly size: number;
  readonly shape: MessageShape;
  readonly bound: ReceivedBound | undefined;
}

/** Newest first. What comes in meanwhile is told by the next round. */
async function firstRound(
  c: Context,
  { mailboxes, changes }: HttpServices,
  folder: Folder,
  { state, size, shape, bound }: Round,
): Promise<object> {
  const items = await mailboxes.list(folder.mailbox, {
    folderId: folder.id,
    ...(bound && { filter: bound }),
    ...(state.first && { after: state.first }),
    limit: size + 1,
  });
  const page = items.slice(0, size);
  const value: object[] = [];
  for (const item of page)
    if (!(await changes.cameInto(folder.id, item.id, state.since)))
      value.push(await showMessage(mailboxes, item, shape));
  const last = page.at(-1);
  if (items.length > size && last)
    return { "@odata.nextLink": deltaLink(c, "skiptoken", { ...state, first: behind(last) }), value };
  const { first: _, ...next } = state;
  return { "@odata.deltaLink": deltaLink(c, "deltatoken", { ...next, after: state.since }), value };
}

const behind = ({ receivedAt, id }: MailboxItem) => ({ receivedAt, id });

interface LaterRound extends Round {
  readonly after: number;
  readonly wanted: ReadonlySet<string>;
}

async function laterRound(
  c: Context,
  { mailboxes, changes, clock }: HttpServices,
  folder: Folder,
  { state, after, size, shape, bound, wanted }: LaterRound,
): Promise<object> {
  const head = await changes.position();
  const found = await changes.ofFolder(folder.id, state.since, after, size + 1);
  const page = found.slice(0, size);
  const there = await mailboxes.list(folder.mailbox, { folderId: folder.id, ids: page.map(({ itemId: id }) => id) });
  const byId = new Map(there.map((item) => [item.id, item]));
  const value: object[] = [];
  for (const change of page) {
    const item = byId.get(change.itemId);
    if (!wanted.has(kindOf(change, item))) continue;
    if (!item) value.push(...removed(change, folder, shape));
    else if (isWithin(bound, item)) value.push(await showMessage(mailboxes, item, shape));
  }
  const last = page.at(-1)?.position ?? after;
  if (found.length > size) return { "@odata.nextLink": deltaLink(c, "skiptoken", { ...state, after: last }), value };
  const since = Math.max(head, last);
  const next = { ...state, at: clock.now(), since, after: since };
  return { "@odata.deltaLink": deltaLink(c, "deltatoken", next), value };
}

function kindOf({ first }: ItemChange, item: MailboxItem | undefined): string {
  if (!item) return "deleted";
  return first === "created" ? "created" : "updated";
}

/** What came and went between two rounds, the client never saw. */
function removed({ first, itemId: id }: ItemChange, folder: Folder, { immutableIds }: MessageShape): object[] {
  if (first === "created") return [];
  return [
    {
      "@odata.type": "#microsoft.graph.message",
      id: itemId(id, folder.id, immutableIds),
      "@removed": { reason: "deleted" },
    },
  ];
}

/** receivedDateTime ge or gt a time: all that a delta query is filtered by. */
function readBound(filter: string | undefined): ReceivedBound | undefined {
  if (filter === undefined) return undefined;
  const parsed = parseFilter(filter);
  const isBound = parsed.kind === "compare" && parsed.property === "receivedAt" && /^g[et]$/.test(parsed.operator);
  if (isBound) return parsed;
  throw badQuery("Changes of messages can be filtered by receivedDateTime with ge or gt only.");
}

function isWithin(bound: ReceivedBound | undefined, { receivedAt }: MailboxItem): boolean {
  if (!bound) return true;
  return bound.operator === "gt" ? receivedAt > Number(bound.value) : receivedAt >= Number(bound.value);
}

function judgeOrder(text: string): void {
  const [only, ...more] = readOrder(text);
  if (only?.property !== "receivedAt" || !only.descending || more.length > 0)
    throw badQuery("Changes of messages can be ordered by receivedDateTime desc only.");
}

const CHANGE_TYPES = ["created", "updated", "deleted"];

function readChangeTypes(text: string | undefined): ReadonlySet<string> {
  if (text === undefined) return new Set(CHANGE_TYPES);
  const types = text.split(",").map((part) => part.trim().toLowerCase());
  if (types.every((type) => CHANGE_TYPES.includes(type))) return new Set(types);
  throw badQuery(`changeType is '${text.slice(0, 100)}'; it takes ${CHANGE_TYPES.join(", ")}.`);
}
