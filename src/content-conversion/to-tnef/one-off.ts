// People as MAPI names them where there is no address book: one-off entry ids and search keys.
import type { Address } from "../../mime/address.ts";

/** MAPIUID 812b1fa4-bea3-1019-9d6e-00dd010f5402, as its bytes stand. [MS-OXCDATA] §2.2.5.1 */
const PROVIDER = Buffer.from("812b1fa4bea310199d6e00dd010f5402", "hex");
/** Unicode, rich text not wanted, not looked up: what Exchange writes for internet addresses. */
const FLAGS = 0x9001;

/** [MS-OXCDATA] §2.2.5.1 */
export function oneOffEntryId({ name, address }: Address): Buffer {
  const head = Buffer.alloc(24);
  PROVIDER.copy(head, 4);
  head.writeUInt16LE(FLAGS, 22);
  const text = `${withoutNul(name || address)}\0SMTP\0${withoutNul(address)}\0`;
  return Buffer.concat([head, Buffer.from(text, "utf16le")]);
}

/** "SMTP:ALICE@CONTOSO.COM" and a NUL */
export function searchKeyOfAddress(address: string): Buffer {
  return Buffer.from(`SMTP:${address.toUpperCase()}\0`, "utf8");
}

/** PidTagReplyRecipientEntries. [MS-OXCDATA] §2.3.3 */
export function flatEntryList(addresses: readonly Address[]): Buffer {
  const entries = addresses.map(oneOffEntryId).map((id) => {
    const entry = Buffer.alloc(4 + Math.ceil(id.length / 4) * 4);
    entry.writeUInt32LE(id.length, 0);
    id.copy(entry, 4);
    return entry;
  });
  const list = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(addresses.length, 0);
  head.writeUInt32LE(list.length, 4);
  return Buffer.concat([head, list]);
}

const withoutNul = (text: string): string => text.replaceAll("\0", "");
