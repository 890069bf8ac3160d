// eDiscovery: finds mail in all mailboxes, their archives and Recoverable Items, whatever its owner still sees.
// docs/recall.md R15
import { HeaderBlock } from "../../mime/header-block.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import { folderPath } from "../folder-path.ts";
import type { MailboxItem, MailboxStore } from "../mailbox-store.ts";
import { holdsOn } from "../recoverable-items.ts";
import { conditionsOf, type Location, type Where } from "./conditions.ts";
import { matches } from "./matches.ts";
import { parseQuery } from "./parse-query.ts";

export interface FoundItem {
  readonly item: MailboxItem;
  readonly location: Location;
  /** "Inbox", "Recoverable Items/Purges" */
  readonly folderPath: string;
  /** What keeps it: "Litigation Hold", and names of in-place holds. */
  readonly holds: readonly string[];
}

export interface EdiscoveryQuery extends Where {
  /** KQL; everything without one. */
  readonly query?: string | undefined;
  readonly limit: number;
  /** Only items made before this one. */
  readonly before?: number | undefined;
}

export interface EdiscoveryOptions {
  readonly mailboxes: MailboxStore;
  readonly organization: Organization;
  readonly now: number;
}

/** Ids that one statement looks at. */
const WINDOW = 5000;
/** Items judged before others have their turn. */
const AT_ONCE = 50;

/** Newest first. @throws QuerySyntaxError */
export async function searchMailboxes(
  asked: EdiscoveryQuery,
  options: EdiscoveryOptions,
): Promise<readonly FoundItem[]> {
  const { mailboxes } = options;
  const query = parseQuery(asked.query ?? "");
  const where = conditionsOf(query, asked);
  const found: FoundItem[] = [];
  const newest = Math.min(await mailboxes.highestId(), (asked.before ?? Number.MAX_SAFE_INTEGER) - 1);
  for (let upTo = newest; upTo > 0 && found.length < asked.limit; upTo -= WINDOW) {
    const candidates = await mailboxes.between([upTo - WINDOW, upTo], where);
    for (const [index, item] of candidates.entries()) {
      if (index % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
      const place = placeOf(item, options);
      if (!place || (asked.location !== undefined && place.location !== asked.location)) continue;
      if (
        !(await matches(
          query,
          item,
          once(() => headersOf(item, mailboxes)),
        ))
      )
        continue;
      found.push(place);
      if (found.length === asked.limit) break;
    }
  }
  return found;
}

async function headersOf(item: MailboxItem, mailboxes: MailboxStore): Promise<HeaderBlock | undefined> {
  const bytes = await mailboxes.headers(item);
  return bytes && HeaderBlock.parse(bytes);
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}

function placeOf(item: MailboxItem, { mailboxes, organization, now }: EdiscoveryOptions): FoundItem | undefined {
  const { folders } = mailboxes;
  const folder = folders.get(item.folderId);
  if (!folder) return undefined;
  const isWithin = (name: string) => folders.isWithin(folder, name);
  const mailbox = directoryOf(organization).findMailbox(item.mailbox);
  const location = isWithin("recoverableitemsroot")
    ? "recoverableItems"
    : isWithin("archivemsgfolderroot")
      ? "archive"
      : "primary";
  return {
    item,
    location,
    folderPath: folderPath(folders, folder),
    holds: mailbox ? holdsOn(mailbox, item.receivedAt, now) : [],
  };
}
