// PidTagReportTag, which leads from a recall back to the original in the sender's store, and the Message-ID that Outlook
// makes of it when it sends over SMTP itself. [MS-OXOMSG] §2.2.2.22
//
//   "PCDFEB09" NUL, version, then six fields, each behind its length in 32 bits: entry ids of store, folder, message and
//   search folder, search key, and the subject in the sender's code page with its final NUL.

export interface ReportTag {
  readonly storeEntryId: Buffer;
  readonly folderEntryId: Buffer;
  readonly messageEntryId: Buffer;
  readonly searchFolderEntryId: Buffer;
  /** Of the original. Empty where it has none; what was not sent with Outlook may have one of four bytes. */
  readonly searchKey: Buffer;
  /** Of the original, in the sender's code page, without its NUL. */
  readonly subject: Buffer;
}

/** `whole`: Outlook 2002. `short`: Outlook 16, without cookie, version and store. */
export type ReportTagIdForm = "whole" | "short";

const COOKIE = Buffer.from("PCDFEB09\0", "latin1");
const WITHOUT_SEARCH_FOLDER = 0x00010001;
const WITH_SEARCH_FOLDER = 0x00020001;
const EMPTY = Buffer.alloc(0);

/** Undefined where the bytes are no report tag to the last of them. */
export function readReportTag(bytes: Buffer): ReportTag | undefined {
  const versionAt = COOKIE.length;
  if (bytes.length < versionAt + 4 || !bytes.subarray(0, versionAt).equals(COOKIE)) return undefined;
  const version = bytes.readUInt32LE(versionAt);
  const rest = bytes.subarray(versionAt + 4);
  // [MS-OXOMSG] leaves open whether the older version has a length for the search folder it lacks.
  const older = version === WITHOUT_SEARCH_FOLDER ? readFields(rest, 5) : undefined;
  if (older) return tagOf([...older.slice(0, 3), EMPTY, ...older.slice(3)]);
  const fields = version === WITHOUT_SEARCH_FOLDER || version === WITH_SEARCH_FOLDER ? readFields(rest, 6) : undefined;
  return fields && tagOf(fields);
}

export function writeReportTag(tag: ReportTag): Buffer {
  const version = Buffer.alloc(4);
  version.writeUInt32LE(WITH_SEARCH_FOLDER);
  return Buffer.concat([COOKIE, version, sized(tag.storeEntryId), writeBehindStore(tag)]);
}

/** With its angle brackets: `<!&!base64@contoso.com>`. */
export function reportTagMessageId(tag: ReportTag, domain: string, form: ReportTagIdForm = "short"): string {
  const bytes = form === "whole" ? writeReportTag(tag) : writeBehindStore(tag);
  return `<${form === "whole" ? "!~!" : "!&!"}${bytes.toString("base64")}@${domain}>`;
}

/** Undefined where the id has another form. Outlook gives ordinary mail such ids too: then the tag is the mail's own. */
export function readReportTagMessageId(messageId: string): ReportTag | undefined {
  // A long id is folded on its way.
  const match = /^<?!([~&])!([A-Za-z0-9+/]{1,20000}={0,2})@[^@]*$/.exec(messageId.replace(/\s+/g, ""));
  if (!match) return undefined;
  const bytes = Buffer.from(match[2] ?? "", "base64");
  if (match[1] === "~") return readReportTag(bytes);
  const fields = readFields(bytes, 5);
  return fields && tagOf([EMPTY, ...fields]);
}

/** A message's search key as upper-case hex; undefined where the bytes are none. [MS-OXCPRPT] §2.2.1.9 */
export function searchKeyText(bytes: Buffer | undefined): string | undefined {
  return bytes?.length === 16 ? bytes.toString("hex").toUpperCase() : undefined;
}

function writeBehindStore(tag: ReportTag): Buffer {
  const { folderEntryId, messageEntryId, searchFolderEntryId, searchKey, subject } = tag;
  const text = Buffer.concat([subject, Buffer.alloc(1)]);
  return Buffer.concat([folderEntryId, messageEntryId, searchFolderEntryId, searchKey, text].map(sized));
}

function sized(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(field.length);
  return Buffer.concat([length, field]);
}

function readFields(bytes: Buffer, count: number): Buffer[] | undefined {
  const fields: Buffer[] = [];
  let at = 0;
  while (fields.length < count) {
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt32LE(at);
    at += 4;
    if (length > bytes.length - at) return undefined;
    fields.push(bytes.subarray(at, at + length));
    at += length;
  }
  return at === bytes.length ? fields : undefined;
}

function tagOf(fields: readonly Buffer[]): ReportTag {
  const [storeEntryId = EMPTY, folderEntryId = EMPTY, messageEntryId = EMPTY, searchFolderEntryId = EMPTY] = fields;
  const [searchKey = EMPTY, text = EMPTY] = fields.slice(4);
  const end = text.indexOf(0);
  return {
    storeEntryId,
    folderEntryId,
    messageEntryId,
    searchFolderEntryId,
    searchKey,
    subject: end < 0 ? text : text.subarray(0, end),
  };
}
