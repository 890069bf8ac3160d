// The owners of mailboxes. Microsoft Graph: List users, Get a user
import type { Context, Hono } from "hono";
import type { Mailbox } from "../../../organization/organization.ts";
import { objectIdOf } from "../../../organization/stable-guid.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { type GraphVersion, requestedMailbox } from "./graph-context.ts";
import { badQuery } from "./graph-error.ts";
import { findUser } from "./mailbox-of.ts";
import { publicUrl } from "./public-url.ts";
import { nextLink, readBoolean, readOptions, readPaging, readSelect } from "./query-options.ts";

const PROPERTIES: Readonly<Record<string, (mailbox: Mailbox) => unknown>> = {
  id: ({ address }) => objectIdOf(address),
  displayName: ({ displayName }) => displayName,
  mail: ({ address }) => address,
  userPrincipalName: ({ address }) => address,
  proxyAddresses: ({ address, aliases }) => [`SMTP:${address}`, ...aliases.map((alias) => `smtp:${alias}`)],
};
const DEFAULTS = ["displayName", "mail", "userPrincipalName", "id"];
const ENTITY = "microsoft.graph.user";

export function addUserRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  routes.get("/users", (c) => list(c, services, version));
  routes.get("/users/:user", (c) => {
    const user = c.req.param("user");
    const found = findUser(services.configurations.current(), user);
    if (found) return one(c, version, found);
    const text = `Resource '${user.slice(0, 320)}' does not exist or one of its queried reference-property objects are not present.`;
    throw new HttpError(404, "Request_ResourceNotFound", text);
  });
  routes.get("/me", (c) => one(c, version, requestedMailbox(c, services)));
}

function list(c: Context, services: HttpServices, version: GraphVersion): Response {
  const options = readOptions(c, ["top", "skip", "select", "filter", "count"]);
  const paging = readPaging({ top: "100", ...options });
  const select = readSelect(options.select, Object.keys(PROPERTIES), ENTITY);
  const users = services.configurations.current().mailboxes.filter(readFilter(options.filter));
  const hasMore = users.length > paging.skip + paging.top;
  return c.json({
    "@odata.context": context(c, version, "users"),
    ...(readBoolean("$count", options.count) && { "@odata.count": users.length }),
    ...(hasMore && { "@odata.nextLink": nextLink(c, paging) }),
    value: users.slice(paging.skip, paging.skip + paging.top).map((mailbox) => show(mailbox, select)),
  });
}

function one(c: Context, version: GraphVersion, mailbox: Mailbox): Response {
  const select = readSelect(readOptions(c, ["select"]).select, Object.keys(PROPERTIES), ENTITY);
  return c.json({ "@odata.context": context(c, version, "users/$entity"), ...show(mailbox, select) });
}

/** mail, userPrincipalName or displayName eq 'text'. */
function readFilter(filter: string | undefined): (mailbox: Mailbox) => boolean {
  if (filter === undefined) return () => true;
  const [, name, text] = /^\s*(mail|userPrincipalName|displayName)\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(filter) ?? [];
  if (name === undefined || text === undefined) {
    const known = "mail, userPrincipalName or displayName with eq and text in single quotes";
    throw badQuery(`Users can be filtered here by ${known}, not by '${filter.slice(0, 100)}'.`);
  }
  const wanted = text.replaceAll("''", "'").toLowerCase();
  const isName = name.toLowerCase() === "displayname";
  return (mailbox) => (isName ? mailbox.displayName : mailbox.address).toLowerCase() === wanted;
}

function show(mailbox: Mailbox, select: readonly string[] | undefined): Record<string, unknown> {
  return Object.fromEntries((select ?? DEFAULTS).map((name) => [name, PROPERTIES[name]?.(mailbox)]));
}

function context(c: Context, version: GraphVersion, of: string): string {
  return `${publicUrl(c).origin}/${version}/$metadata#${of}`;
}
