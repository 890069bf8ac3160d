// Entry ids: four bytes of flags, sixteen that name a provider, and what only that provider knows. [MS-OXCDATA] §2.2
import { decodeCodePage } from "../../tnef/code-page.ts";

/** In words: what it names, and by which provider. Undefined where the bytes are too few for an entry id. */
export function describeEntryId(bytes: Buffer, codepage: number): string | undefined {
  if (bytes.length < 20) return undefined;
  const provider = bytes.toString("hex", 4, 20);
  const rest = bytes.subarray(20);
  const described = PROVIDERS[provider]?.(rest, codepage);
  if (described !== undefined) return described;
  if (rest.length === 4) return `item ${rest.readUInt32LE(0)} in the store ${provider}`;
  if (rest.length === 50 || rest.length === 26) return `in the store ${provider}`;
  return `of the provider ${provider}`;
}

const PROVIDERS: Readonly<Record<string, (rest: Buffer, codepage: number) => string | undefined>> = {
  "812b1fa4bea310199d6e00dd010f5402": describeOneOff,
  dca740c8c042101ab4b908002b2fe182: describeAddressBook,
  "38a1bb1005e5101aa1bb08002b2a56c2": describeStore,
  fe42aa0a18c71a10e8850b651c240000: () => "contact, or address of one, in a mailbox",
  c091add6519dcf11a4a900aa0047faa4: () => "list of contacts in a mailbox",
};

/** Name, kind and address of somebody who is in no address book. [MS-OXCDATA] §2.2.5.1 */
function describeOneOff(rest: Buffer, codepage: number): string | undefined {
  if (rest.length < 4) return undefined;
  const isUnicode = (rest.readUInt16LE(2) & 0x8000) !== 0;
  const text = isUnicode ? rest.toString("utf16le", 4) : decodeCodePage(rest.subarray(4), codepage);
  const [name = "", addressType = "", address = ""] = text.split("\0");
  return `one-off: ${name} <${addressType}:${address}>`;
}

/** [MS-OXCDATA] §2.2.5.2 */
function describeAddressBook(rest: Buffer, codepage: number): string | undefined {
  if (rest.length < 9) return undefined;
  return `address book: ${decodeCodePage(untilNul(rest.subarray(8)), codepage)}`;
}

/** [MS-OXCDATA] §2.2.4.3: the library that opens the store, and for one of Exchange its server and mailbox. */
function describeStore(rest: Buffer, codepage: number): string | undefined {
  const library = untilNul(rest.subarray(2)).toString("latin1");
  if (!/^[\w.]+$/.test(library)) return undefined;
  // The library takes 14 bytes; flags, provider and kind of the wrapped entry id 24 more.
  const texts = rest.subarray(40);
  const [server = "", mailbox = ""] = decodeCodePage(texts, codepage).split("\0");
  const isExchange = library.toLowerCase() === "emsmdb.dll" && /^[\x20-\x7e]+$/.test(server);
  return isExchange ? `by ${library} on ${server}${mailbox && `, ${mailbox}`}` : `by ${library}`;
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** FLATENTRYLIST: a count, a size, and entry ids with their lengths. [MS-OXCDATA] §2.3.3 */
export function readEntryIdList(bytes: Buffer): Buffer[] | undefined {
  if (bytes.length < 8) return undefined;
  const count = bytes.readUInt32LE(0);
  const entries: Buffer[] = [];
  let at = 8;
  while (entries.length < count && at + 4 <= bytes.length) {
    const length = bytes.readUInt32LE(at);
    if (length > bytes.length - at - 4) return undefined;
    entries.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  return entries.length === count ? entries : undefined;
}
