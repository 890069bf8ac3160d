// Addresses in a list of one-off entry ids; ids of an address book name nobody outside it. [MS-OXCDATA] §2.2.5.1, §2.3.3
import type { Address } from "../../mime/address.ts";

/** Of PidTagReplyRecipientEntries. What is no such list has no addresses. */
export function readEntryList(list: Buffer | undefined): Address[] {
  const found: Address[] = [];
  if (!list || list.length < HEADER) return found;
  for (let at = HEADER; at + 4 <= list.length; ) {
    const length = list.readUInt32LE(at);
    const address = readOneOff(list.subarray(at + 4, at + 4 + length));
    if (address) found.push(address);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}

/** Count and size. */
const HEADER = 8;
const PROVIDER = "812b1fa4bea310199d6e00dd010f5402";
const UNICODE = 0x8000;
/** Flags, provider, version, flags. */
const FIXED = 24;

function readOneOff(id: Buffer): Address | undefined {
  if (id.length < FIXED || id.toString("hex", 4, 20) !== PROVIDER) return undefined;
  const isUnicode = (id.readUInt16LE(22) & UNICODE) !== 0;
  const text = id.subarray(FIXED).toString(isUnicode ? "utf16le" : "latin1");
  const [name = "", type, address = ""] = text.split("\0");
  return type === "SMTP" && address.includes("@") ? { name: name === address ? "" : name, address } : undefined;
}
