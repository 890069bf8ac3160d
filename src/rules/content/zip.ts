// Files of a zip archive by its central directory, each inflated no further than it is wanted. APPNOTE.TXT §4.3
import { createInflateRaw } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** At most `limit` bytes; more is there where that many came. Empty where the entry can't be read. */
  read(limit: number): Promise<Buffer>;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The end record and the longest comment behind it. */
const END_WITHIN = 22 + 65_535;

/** Undefined where there is no directory. At most `most` entries, of those that the directory has. */
export function zipEntries(bytes: Buffer, most: number): ZipEntry[] | undefined {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || end < bytes.length - END_WITHIN || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) return undefined;
  if (end + 22 > bytes.length) return undefined;
  let at = bytes.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  while (entries.length < most && at + 46 <= end && bytes.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push(entryAt(bytes, at, nameEnd));
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function entryAt(bytes: Buffer, at: number, nameEnd: number): ZipEntry {
  const method = bytes.readUInt16LE(at + 10);
  const size = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  return {
    name: bytes.toString("utf8", at + 46, nameEnd),
    isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    async read(limit) {
      if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_HEADER) return Buffer.alloc(0);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(start, start + size);
      if (method === 0) return packed.subarray(0, limit);
      return method === 8 ? inflate(packed, limit) : Buffer.alloc(0);
    },
  };
}

/** What is broken is read as far as it goes. */
async function inflate(packed: Buffer, limit: number): Promise<Buffer> {
  const inflater = createInflateRaw();
  inflater.end(packed);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= limit) break;
    }
  } catch {
    // A flaw in the stream: what came before it counts.
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
