// A property's value as a person reads it: text, time, number in words, bytes with what they say.
import { readReportTag } from "../../agents/recall/wire/report-tag.ts";
import { decodeCodePage } from "../../tnef/code-page.ts";
import { millisecondsOf } from "../../tnef/file-time.ts";
import { IID_IMESSAGE, IID_ISTORAGE, IID_ISTREAM, readGuid } from "../../tnef/guid.ts";
import { isMulti, type MapiProperty, MULTI, type PropertyObject, type SingleValue, TYPE } from "../../tnef/property.ts";
import type { PropertyBag } from "../../tnef/property-bag.ts";
import { TAG } from "../../tnef/property-tags.ts";
import { readConversationIndex } from "./conversation-index.ts";
import { describeEntryId, readEntryIdList } from "./entry-id.ts";
import { numberInWords } from "./number-words.ts";

export interface Explained {
  /** One line. */
  readonly text: string;
  /** What stands in it, a line each. */
  readonly details: readonly string[];
}

export interface ExplainContext {
  /** Canonical name, where there is one. */
  readonly name: string;
  /** Of String8 values. */
  readonly codepage: number;
  /** Of PidTagHtml. */
  readonly internetCodepage: number;
  /** Nothing is cut. */
  readonly isFull: boolean;
}

const MOST_LETTERS = 160;
const MOST_BYTES = 32;

export function contextOf(bag: PropertyBag, isFull: boolean): Omit<ExplainContext, "name"> {
  const internetCodepage = bag.number(TAG.PidTagInternetCodepage) ?? bag.codepage;
  return { codepage: bag.codepage, internetCodepage, isFull };
}

export function explainValue({ type, value }: MapiProperty, context: ExplainContext): Explained {
  if (isMulti(type)) {
    const values = (value as readonly SingleValue[]).map((one) => explainSingle(type & ~MULTI, one, context).text);
    return { text: values.join("; "), details: [] };
  }
  return explainSingle(type, value as SingleValue, context);
}

function explainSingle(type: number, value: SingleValue, context: ExplainContext): Explained {
  if (Buffer.isBuffer(value)) {
    return type === TYPE.String8
      ? line(quoted(decodeCodePage(value, context.codepage), context))
      : explainBinary(value, context);
  }
  if (typeof value === "string") return line(type === TYPE.Guid ? value : quoted(value, context));
  if (typeof value === "boolean") return line(value ? "true" : "false");
  if (typeof value === "number") return line(explainNumber(type, value, context.name));
  if (typeof value === "bigint") return line(explainBigint(type, value));
  if (value === null) return line("null");
  return line(`${INTERFACES[value.iid] ?? value.iid}, ${bytesIn(value.data.length)}`);
}

const line = (text: string): Explained => ({ text, details: [] });

function quoted(text: string, { isFull }: Pick<ExplainContext, "isFull">): string {
  if (isFull || text.length <= MOST_LETTERS) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, MOST_LETTERS))}… (${text.length.toLocaleString("en-US")} letters)`;
}

function explainNumber(type: number, value: number, name: string): string {
  if (type === TYPE.Error) return `0x${value.toString(16).padStart(8, "0")}`;
  if (type === TYPE.AppTime) return explainDays(value);
  const words = numberInWords(name, value);
  return words === undefined ? String(value) : `${value} (${words})`;
}

/** 4501-01-01 stands for "none". */
const NEVER = 0x0cb3_4557_a3dd_4000n;

function explainBigint(type: number, value: bigint): string {
  if (type === TYPE.SysTime)
    return value === NEVER ? `${isoOf(millisecondsOf(value))} (never)` : isoOf(millisecondsOf(value));
  if (type !== TYPE.Currency) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(5, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** Days since the end of 1899; beyond what a Date can say, their number. */
function explainDays(days: number): string {
  return iso(Date.UTC(1899, 11, 30) + days * 86_400_000) ?? `${days} days`;
}

export function isoOf(milliseconds: number): string {
  return iso(milliseconds) ?? `${milliseconds} ms`;
}

function iso(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const INTERFACES: Readonly<Record<string, string>> = {
  [IID_IMESSAGE]: "IMessage",
  [IID_ISTORAGE]: "IStorage",
  [IID_ISTREAM]: "IStream",
};

export const isObject = (value: unknown): value is PropertyObject =>
  typeof value === "object" && value !== null && "iid" in value;

export function bytesIn(count: number): string {
  return count === 1 ? "1 byte" : `${count.toLocaleString("en-US")} bytes`;
}

function explainBinary(bytes: Buffer, context: ExplainContext): Explained {
  if (bytes.length === 0) return line("empty");
  const { text, details } = read(bytes, context);
  const most = context.isFull ? bytes.length : text === undefined ? MOST_BYTES : MOST_BYTES / 2;
  const plain = `${bytesIn(bytes.length)} ${bytes.toString("hex", 0, most)}${bytes.length > most ? "…" : ""}`;
  return { text: text === undefined ? plain : `${text} (${plain})`, details };
}

interface Read {
  readonly text?: string | undefined;
  readonly details: readonly string[];
}

function read(bytes: Buffer, context: ExplainContext): Read {
  const { name, codepage, internetCodepage } = context;
  if (name === TAG.PidTagConversationIndex.name) return readIndex(bytes);
  if (name === TAG.PidTagReportTag.name) return readTag(bytes, context);
  if (name === TAG.PidTagHtml.name)
    return { text: quoted(decodeCodePage(bytes, internetCodepage), context), details: [] };
  if (name === TAG.PidTagRtfCompressed.name) return { text: describeRtf(bytes), details: [] };
  if (name === TAG.PidTagConversationId.name && bytes.length === 16) return { text: readGuid(bytes, 0), details: [] };
  if (CHANGES.has(name)) return { text: describeChange(bytes), details: [] };
  if (LISTS.has(name)) {
    const details = readEntryIdList(bytes)?.map((entry) => describeEntryId(entry, codepage) ?? entry.toString("hex"));
    return { text: details && `${details.length} entry ids`, details: details ?? [] };
  }
  if (name.endsWith("_SID")) return { text: describeSid(bytes), details: [] };
  if (name.endsWith("EntryId")) return { text: describeEntryId(bytes, codepage), details: [] };
  return { text: asText(bytes, context), details: [] };
}

const LISTS: ReadonlySet<string> = new Set([TAG.PidTagReplyRecipientEntries.name]);
const CHANGES: ReadonlySet<string> = new Set([TAG.PidTagChangeKey.name, TAG.PidTagSourceKey.name]);

function readIndex(bytes: Buffer): Read {
  const index = readConversationIndex(bytes);
  if (!index) return { details: [] };
  return {
    text: `begun ${isoOf(index.begunAt)}, ${index.guid}`,
    details: index.answeredAt.map((time) => `answer ${isoOf(time)}`),
  };
}

/** What a recall, or a report, says of the message it is about. */
function readTag(bytes: Buffer, context: ExplainContext): Read {
  const tag = readReportTag(bytes);
  if (!tag) return { details: [] };
  const { codepage } = context;
  const entryIds = [
    ["store", tag.storeEntryId],
    ["folder", tag.folderEntryId],
    ["message", tag.messageEntryId],
    ["search folder", tag.searchFolderEntryId],
  ] as const;
  return {
    text: `about ${quoted(decodeCodePage(tag.subject, codepage), context)}`,
    details: [
      `search key ${tag.searchKey.length === 0 ? "none" : tag.searchKey.toString("hex")}`,
      ...entryIds
        .filter(([, entryId]) => entryId.length > 0)
        .map(([name, entryId]) => `${name} ${describeEntryId(entryId, codepage) ?? entryId.toString("hex")}`),
    ],
  };
}

/** XID: a GUID and what counts below it. [MS-OXCFXICS] §2.2.2.2 */
function describeChange(bytes: Buffer): string | undefined {
  if (bytes.length < 17 || bytes.length > 24) return undefined;
  return `${readGuid(bytes, 0)}, ${bytes.toString("hex", 16)}`;
}

/** [MS-OXRTFCP] §2.1.3.1.1 */
function describeRtf(bytes: Buffer): string | undefined {
  if (bytes.length < 16) return undefined;
  const kind = bytes.toString("latin1", 8, 12);
  if (kind !== "LZFu" && kind !== "MELA") return undefined;
  const how = kind === "LZFu" ? "compressed" : "stored";
  return `${kind} (${how}), ${bytesIn(bytes.readUInt32LE(4))} of rich text`;
}

/** "S-1-5-21-…": revision, authority and what counts below it. [MS-DTYP] §2.4.2.2 */
function describeSid(bytes: Buffer): string | undefined {
  const count = bytes[1] ?? 0;
  if (bytes[0] !== 1 || bytes.length < 8 + 4 * count) return undefined;
  const parts = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(8 + 4 * index));
  return ["S-1", bytes.readUIntBE(2, 6), ...parts].join("-");
}

/** "SMTP:ANN@CONTOSO.COM": bytes that are plainly text, with or without a final NUL. */
function asText(bytes: Buffer, context: ExplainContext): string | undefined {
  const text = bytes.toString("latin1").replace(/\0$/, "");
  return /^[\x20-\x7e]{4,}$/.test(text) ? quoted(text, context) : undefined;
}
