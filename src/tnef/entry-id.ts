// Entry ids of folders and messages in an Exchange store. [MS-OXCDATA] §2.2.4
import { guidBytes } from "./guid.ts";

export interface StoreObject {
  /** Of the mailbox. */
  readonly guid: string;
  readonly folder: number;
  readonly message: number;
}

const FLAGS = Buffer.alloc(4);
const PRIVATE_FOLDER = 0x0001;
const PRIVATE_MESSAGE = 0x0007;

/** 46 bytes. [MS-OXCDATA] §2.2.4.1 */
export function folderEntryId({ guid, folder }: StoreObject): Buffer {
  return Buffer.concat([FLAGS, guidBytes(guid), uint16(PRIVATE_FOLDER), guidBytes(guid), counter(folder)]);
}

/** 70 bytes. [MS-OXCDATA] §2.2.4.2 */
export function messageEntryId({ guid, folder, message }: StoreObject): Buffer {
  const bytes = guidBytes(guid);
  return Buffer.concat([FLAGS, bytes, uint16(PRIVATE_MESSAGE), bytes, counter(folder), bytes, counter(message)]);
}

/** Six bytes and two of padding. */
function counter(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
