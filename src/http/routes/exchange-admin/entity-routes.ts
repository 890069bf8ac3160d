// GET /adminapi/{version}/{tenant}/Mailbox('user'): the nouns of the Get cmdlets as OData entity sets, as Get-EXOMailbox and
// scripts read them. One is the object itself, a set comes in pages. OData JSON §10; OData URL Conventions §4.3, §5.1
import type { Context, Hono } from "hono";
import { CMDLETS } from "../../../cmdlets/index.ts";
import { didYouMean } from "../../../organization/nearest.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { json } from "./admin-json.ts";
import { callerOf, invoke } from "./invocation.ts";
import { opathOf } from "./odata-filter.ts";

const REFUSED = ["$apply", "$count", "$expand", "$orderby", "$search", "$skip"];
const nouns = (): string[] =>
  CMDLETS.filter(({ name }) => name.startsWith("Get-")).map(({ name }) => name.slice("Get-".length));

const OTHERS = ["invokecommand", "$batch"];

/** Beside the other endpoints, which are asked first. */
export function addEntityRoutes(routes: Hono, services: HttpServices): void {
  routes.use("/:version{beta|v1\\.0}/:tenant/:entity", async (c, next) => {
    const entity = c.req.param("entity");
    if (c.req.method !== "GET" || OTHERS.includes(entity.toLowerCase())) return next();
    return answer(c, readEntity(entity), services);
  });
  // What belongs to a mailbox, Mailbox('user')/MailboxPermission: the cmdlet takes the mailbox as its identity.
  routes.use("/:version{beta|v1\\.0}/:tenant/:entity/:noun", async (c, next) => {
    if (c.req.method !== "GET") return next();
    const { key } = readEntity(c.req.param("entity"));
    if (key === undefined) throw new HttpError(400, "BadRequest", "Name one object: Mailbox('bob@contoso.com')/….");
    return answer(c, { noun: nounOf(c.req.param("noun")), owner: key }, services);
  });
}

interface Entity {
  readonly noun: string;
  /** Of one object. */
  readonly key?: string | undefined;
  /** Of the object that a set belongs to. */
  readonly owner?: string;
}

/** "Mailbox" or "Mailbox('bob@contoso.com')"; a quote within is doubled. */
function readEntity(segment: string): Entity {
  const [, noun = "", quoted] = /^(\w+)(?:\('((?:[^']|'')*)'\))?$/.exec(segment) ?? [];
  if (noun === "")
    throw new HttpError(
      400,
      "BadRequest",
      `Cannot read ${segment.slice(0, 100)}: name a noun, or one object of it as Mailbox('bob@contoso.com').`,
    );
  return { noun: nounOf(noun), key: quoted?.replaceAll("''", "'") };
}

function nounOf(given: string): string {
  const all = nouns();
  const found = all.find((noun) => noun.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  const meant = didYouMean(given, all);
  throw new HttpError(
    404,
    "NotFound",
    `There is no entity set ${given.slice(0, 100)}${meant || ": the service document lists them"}.`,
  );
}

async function answer(c: Context, { noun, key, owner }: Entity, services: HttpServices): Promise<Response> {
  const url = new URL(c.req.url);
  const { size, isLast } = pageSize(url, (name) => c.req.header(name));
  const identity = key ?? owner;
  const filter = url.searchParams.get("$filter");
  const Parameters = {
    ...(identity !== undefined && { Identity: identity }),
    ...(filter !== null && { Filter: opathOf(filter) }),
  };
  const { headers, body } = await invoke(
    { CmdletInput: { CmdletName: `Get-${noun}`, Parameters } },
    {
      url,
      header: (name) => (name === "prefer" ? `odata.maxpagesize=${size}` : c.req.header(name)),
      caller: callerOf(c),
    },
    services,
  );
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  const root = url.origin + url.pathname.split("/").slice(0, 4).join("/");
  const { value, "@odata.nextLink": next, ...rest } = body;
  if (key === undefined) {
    const more = isLast || next === undefined ? {} : { "@odata.nextLink": next };
    return json(c, { ...rest, "@odata.context": `${root}/$metadata#${noun}`, value, ...more });
  }
  const [one] = value as Record<string, unknown>[];
  return json(c, { ...rest, "@odata.context": `${root}/$metadata#${noun}/$entity`, ...one });
}

/** How many objects this answer may have, by the client's pages and by what is left of $top. */
function pageSize(url: URL, header: (name: string) => string | undefined): { size: number; isLast: boolean } {
  const refused = REFUSED.find((name) => url.searchParams.has(name));
  if (refused !== undefined)
    throw new HttpError(400, "BadRequest", `${refused} is not served here; $filter, $select and $top are.`);
  const page = Number(/odata\.maxpagesize\s*=\s*"?(\d{1,9})/i.exec(header("prefer") ?? "")?.[1] ?? 1000);
  const top = url.searchParams.get("$top");
  if (top === null) return { size: page, isLast: false };
  if (!/^[1-9]\d{0,8}$/.test(top))
    throw new HttpError(400, "BadRequest", `$top must be a number from 1, not "${top.slice(0, 100)}".`);
  const left = Number(top) - Number.parseInt(url.searchParams.get("$skiptoken") ?? "0", 10);
  return left <= page ? { size: left, isLast: true } : { size: page, isLast: false };
}
