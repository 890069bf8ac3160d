// A zip archive of deflated files. APPNOTE.TXT §4.3.7, §4.3.12, §4.3.16
import { crc32, deflateRawSync } from "node:zlib";

/** Names are UTF-8. APPNOTE.TXT §4.4.4, bit 11 */
const UTF8_NAME = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the reports have no time of their own. */
const NO_DATE = 0x0021;

export const zipFile = (name: string, content: Buffer): Buffer => zipFiles(new Map([[name, content]]));

/** By name, with "/" between folders. */
export function zipFiles(files: ReadonlyMap<string, Buffer>): Buffer {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const encoded = Buffer.from(name, "utf8");
    const common = commonFields(encoded, packed, content);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, encoded, packed]);
    // Comment, disk and attributes are all 0.
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, encoded]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function commonFields(name: Buffer, packed: Buffer, content: Buffer): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(UTF8_NAME, 2);
  common.writeUInt16LE(DEFLATED, 4);
  common.writeUInt16LE(NO_DATE, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(name.length, 22);
  return common;
}
