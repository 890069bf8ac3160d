// The folders that every mailbox has. They have no rows: a mailbox's number and the folder's place in this list make its
// id, so that a hundred thousand mailboxes cost a hundred thousand numbers. Names are Microsoft Graph's (mailFolder
// resource) and Exchange's for Recoverable Items.

interface WellKnownFolder {
  readonly name: string;
  /** Lower case. */
  readonly wellKnown: string;
  /** Well-known name. */
  readonly parent: string | null;
}

/** In the order of their ids: what is new goes to the end. */
const FOLDERS: readonly WellKnownFolder[] = (
  [
    ["Top of Information Store", "msgfolderroot", null],
    ["Inbox", "inbox", "msgfolderroot"],
    ["Drafts", "drafts", "msgfolderroot"],
    ["Sent Items", "sentitems", "msgfolderroot"],
    ["Deleted Items", "deleteditems", "msgfolderroot"],
    ["Junk Email", "junkemail", "msgfolderroot"],
    ["Outbox", "outbox", "msgfolderroot"],
    ["Archive", "archive", "msgfolderroot"],
    ["Recoverable Items", "recoverableitemsroot", null],
    ["Deletions", "recoverableitemsdeletions", "recoverableitemsroot"],
    ["Versions", "recoverableitemsversions", "recoverableitemsroot"],
    ["Purges", "recoverableitemspurges", "recoverableitemsroot"],
    ["DiscoveryHolds", "recoverableitemsdiscoveryholds", "recoverableitemsroot"],
    ["Scheduled", "scheduled", "msgfolderroot"],
    ["Top of Information Store", "archivemsgfolderroot", null],
    ["Inbox", "archiveinbox", "archivemsgfolderroot"],
    ["Deleted Items", "archivedeleteditems", "archivemsgfolderroot"],
  ] as const
).map(([name, wellKnown, parent]) => ({ name, wellKnown, parent }));

const PLACES = new Map(FOLDERS.map(({ wellKnown }, place) => [wellKnown, place]));

/** Below it are the ids of folders with rows; six bytes hold whatever stands above. */
const FIRST_ID = 2 ** 40;
const PER_MAILBOX = 64;

const rootOf = ({ wellKnown, parent }: WellKnownFolder) => PLACES.get(parent ?? wellKnown) ?? 0;

/** In the order in which they are shown: tree by tree. */
export const WELL_KNOWN_FOLDERS: readonly WellKnownFolder[] = FOLDERS.toSorted((a, b) => rootOf(a) - rootOf(b));

/** @param mailbox its number */
export function wellKnownId(mailbox: number, wellKnown: string): number | undefined {
  const place = PLACES.get(wellKnown);
  return place === undefined ? undefined : FIRST_ID + mailbox * PER_MAILBOX + place;
}

/** The mailbox's number and the folder; undefined for the id of a folder with a row. */
export function wellKnownOf(id: number): { readonly mailbox: number; readonly folder: WellKnownFolder } | undefined {
  if (id < FIRST_ID) return undefined;
  const folder = FOLDERS[(id - FIRST_ID) % PER_MAILBOX];
  return folder && { mailbox: Math.floor((id - FIRST_ID) / PER_MAILBOX), folder };
}

/** The id of the well-known folder that stands below `parentId` under its English name. */
export function wellKnownChild(parentId: number, name: string): number | undefined {
  const parent = wellKnownOf(parentId);
  const child = parent && FOLDERS.find((folder) => folder.parent === parent.folder.wellKnown && folder.name === name);
  return child && wellKnownId(parent.mailbox, child.wellKnown);
}

/** For SQL: what `last_folder_id` becomes where an item moves, the folder in which it was before it was deleted. */
export function lastFolder(): string {
  const deleted = FOLDERS.filter(({ parent }) => parent === "recoverableitemsroot").map(({ wellKnown }) => wellKnown);
  const names = ["deleteditems", "archivedeleteditems", ...deleted];
  return `CASE WHEN ${inWellKnown(names)} THEN last_folder_id ELSE folder_id END`;
}

/** A condition for SQL: items in folders of these names, of whatever mailbox. */
export function inWellKnown(names: readonly string[], column = "folder_id"): string {
  const places = names.map((name) => PLACES.get(name) ?? -1).join(", ");
  return `(${column} >= ${FIRST_ID} AND (${column} - ${FIRST_ID}) % ${PER_MAILBOX} IN (${places}))`;
}
