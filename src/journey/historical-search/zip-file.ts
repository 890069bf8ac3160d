// A zip archive with one deflated file. APPNOTE.TXT §4.3.7, §4.3.12, §4.3.16
import { crc32, deflateRawSync } from "node:zlib";

/** Names are UTF-8. APPNOTE.TXT §4.4.4, bit 11 */
const UTF8_NAME = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the reports have no time of their own. */
const NO_DATE = 0x0021;

export function zipFile(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const encoded = Buffer.from(name, "utf8");
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(UTF8_NAME, 2);
  common.writeUInt16LE(DEFLATED, 4);
  common.writeUInt16LE(NO_DATE, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(encoded.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, encoded, packed]);
  // Comment, disk, attributes and the local header's offset are all 0.
  const entry = Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, Buffer.alloc(14), encoded]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
