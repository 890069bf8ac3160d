// What a client hands back to go on with a delta query: $skiptoken within a round, $deltatoken for the next one. Everything
// that the first request said stands in it. Microsoft Graph: use delta query to track changes
import type { Context } from "hono";
import { z } from "zod";
import type { Folder } from "../../../mailbox/folders.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { badQuery } from "./graph-error.ts";
import { publicUrl } from "./public-url.ts";

const options = z.record(z.string(), z.string());
const deltaState = z.strictObject({
  mailbox: z.string(),
  /** Of messages: whose. */
  folder: z.int().optional(),
  /** When the round began that it goes on with, milliseconds UTC. */
  at: z.int(),
  /** Where the round begins in the log of changes. */
  since: z.int(),
  /** Present while the first round shows what there is: behind which item or folder it goes on. */
  first: z.strictObject({ receivedAt: z.int(), id: z.int() }).optional(),
  /** Present in later rounds: behind which change it goes on. */
  after: z.int().optional(),
  options,
});

export type DeltaState = z.output<typeof deltaState>;

const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 1000;

/** The state that the request's token says, or that of a first request. @throws HttpError 410 for what is too old. */
export async function readDelta(
  c: Context,
  { changes, clock }: HttpServices,
  { address }: Mailbox,
  folder: Folder | undefined,
  given: { readonly skiptoken?: string; readonly deltatoken?: string } & Readonly<Record<string, string>>,
): Promise<DeltaState> {
  const { skiptoken, deltatoken, ...asked } = given;
  const now = clock.now();
  const token = skiptoken ?? deltatoken;
  // "latest" asks for changes from now on, without what there is.
  const isFresh = token === undefined || (skiptoken === undefined && deltatoken === "latest");
  if (isFresh) {
    const since = await changes.follow(address, now);
    const begin = { mailbox: address, ...(folder && { folder: folder.id }), at: now, since, options: asked };
    return token === undefined ? begin : { ...begin, after: since };
  }
  const state = parseToken(token);
  const isOfAnother = badQuery("Badly formed token. It was given for another mailbox or folder.");
  if (state.mailbox !== address) throw isOfAnother;
  // After a reset folders have other ids.
  if (!(await changes.isKept(address, state.at, now))) throw gone(c);
  if (state.folder !== folder?.id) throw isOfAnother;
  await changes.follow(address, now);
  return state;
}

function parseToken(text: string): DeltaState {
  try {
    return deltaState.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    throw badQuery("Badly formed token. Take $skiptoken and $deltatoken from @odata.nextLink and @odata.deltaLink.");
  }
}

/** Location says where to begin anew. */
function gone(c: Context): HttpError {
  const url = publicUrl(c);
  url.search = "";
  const text = "The sync state generation is not found; the changes since then are not kept any more.";
  return new HttpError(410, "syncStateNotFound", text, { headers: { Location: url.href } });
}

export function deltaLink(c: Context, kind: "skiptoken" | "deltatoken", state: DeltaState): string {
  const url = publicUrl(c);
  const token = Buffer.from(JSON.stringify(state)).toString("base64url");
  return `${url.origin}${url.pathname}?$${kind}=${token}`;
}

/** Prefer: odata.maxpagesize, else $top. OData 4.01 part 1, 8.2.8.5 */
export function pageSize(c: Context, top: string | undefined): number {
  const preferred = /odata\.maxpagesize\s*=\s*"?(\d{1,6})/i.exec(c.req.header("prefer") ?? "")?.[1];
  const size = Number(preferred ?? top ?? DEFAULT_PAGE);
  if (!Number.isInteger(size) || size < 1 || (preferred === undefined && size > LARGEST_PAGE))
    throw badQuery(`A page has from 1 to ${LARGEST_PAGE} entries, not ${String(preferred ?? top).slice(0, 100)}.`);
  if (preferred !== undefined)
    c.header("Preference-Applied", `odata.maxpagesize=${Math.min(size, LARGEST_PAGE)}`, { append: true });
  return Math.min(size, LARGEST_PAGE);
}
