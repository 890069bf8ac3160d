// Compressed RTF, the bytes of PidTagRtfCompressed. [MS-OXRTFCP] §2.1.3.1.1
// A header (size, raw size, type, CRC; 32 bits each, little-endian), then RTF as it is ("MELA") or in LZFu.
import { crc32 } from "node:zlib";
import { runNow, type Steps } from "../mime/in-turns.ts";
import { TNEF_LIMITS } from "./limits.ts";
import { expandLzfu, packLzfu } from "./lzfu.ts";
import { type TnefFlaw, TnefSyntaxError } from "./tnef-error.ts";

const HEADER = 16;
const LZFU = 0x75465a4c;
const MELA = 0x414c454d;

export interface DecompressOptions {
  /** Bytes that may come out. */
  readonly limit?: number;
  /** Takes what was tolerated: wrong sizes and a wrong CRC, where the text is whole all the same. */
  readonly flaws?: TnefFlaw[];
}

/** RTF out of its compressed form; never more than its header announces. Throws TnefSyntaxError, its offset within `bytes`. */
export function decompressRtf(bytes: Buffer, options: DecompressOptions = {}): Buffer {
  return runNow(decompressingRtf(bytes, options));
}

/** As decompressRtf, for what may be long. */
export function* decompressingRtf(bytes: Buffer, options: DecompressOptions = {}): Steps<Buffer> {
  const { limit = TNEF_LIMITS.maxExpandedRtf, flaws = [] } = options;
  if (bytes.length < HEADER) throw bad(0, `its header takes ${HEADER} bytes, ${bytes.length} remain`);
  const end = bytes.readUInt32LE(0) + 4;
  const type = bytes.readUInt32LE(8);
  if (type !== LZFU && type !== MELA) throw bad(8, `the type is 0x${type.toString(16)}, neither LZFu nor MELA`);
  if (end < HEADER) throw bad(0, `size is ${end - 4}, the header alone takes ${HEADER - 4}`);
  if (end !== bytes.length) flaws.push(flaw(0, `size is ${end - 4}, ${bytes.length - 4} bytes follow it`));
  const whole = bytes.subarray(0, end);
  return type === LZFU ? yield* expand(whole, limit, flaws) : unwrap(whole, limit, flaws);
}

/** In LZFu. The same text gives the same bytes. */
export function compressRtf(rtf: Buffer): Buffer {
  return runNow(compressingRtf(rtf));
}

/** As compressRtf, for what may be long. */
export function* compressingRtf(rtf: Buffer): Steps<Buffer> {
  const bytes = yield* packLzfu(rtf, HEADER);
  return withHeader(bytes, LZFU, rtf.length, crcOf(bytes.subarray(HEADER)));
}

/** As it is, behind a header. */
export function storeRtf(rtf: Buffer): Buffer {
  return withHeader(Buffer.concat([Buffer.alloc(HEADER), rtf]), MELA, rtf.length, 0);
}

function withHeader(bytes: Buffer, type: number, rawSize: number, crc: number): Buffer {
  bytes.writeUInt32LE(bytes.length - 4, 0);
  bytes.writeUInt32LE(rawSize, 4);
  bytes.writeUInt32LE(type, 8);
  bytes.writeUInt32LE(crc, 12);
  return bytes;
}

function unwrap(bytes: Buffer, limit: number, flaws: TnefFlaw[]): Buffer {
  const rawSize = bytes.readUInt32LE(4);
  const contents = bytes.subarray(HEADER);
  if (rawSize > contents.length) throw bad(4, `raw size is ${rawSize}, ${contents.length} bytes remain`);
  if (rawSize > limit) throw bad(4, `raw size is ${rawSize}, ${limit} are allowed`);
  if (rawSize < contents.length) flaws.push(flaw(4, `raw size is ${rawSize}, there are ${contents.length} bytes`));
  if (bytes.readUInt32LE(12) !== 0) flaws.push(flaw(12, "MELA has a CRC"));
  return contents.subarray(0, rawSize);
}

function* expand(bytes: Buffer, limit: number, flaws: TnefFlaw[]): Steps<Buffer> {
  const rawSize = bytes.readUInt32LE(4);
  const sum = crcOf(bytes.subarray(HEADER));
  if (bytes.readUInt32LE(12) !== sum) flaws.push(flaw(12, `the bytes have CRC 0x${sum.toString(16)}`));
  const { text, at, ended } = yield* expandLzfu(bytes, HEADER, Math.min(rawSize, limit));
  const length = text.length;
  if (!ended) {
    // Some writers leave out the end's token; a text of the size announced is whole without it.
    if (length < rawSize && length === limit) throw bad(at, `it expands to more than the ${limit} bytes allowed`);
    if (length < rawSize) throw bad(at, `it ends after ${length} of ${rawSize} bytes`);
    flaws.push(flaw(at, at < bytes.length ? `it goes on beyond ${rawSize} bytes` : "its end is not marked"));
  } else if (length < rawSize) {
    flaws.push(flaw(4, `raw size is ${rawSize}, there are ${length} bytes`));
  }
  return text;
}

/** The usual polynomial, begun with 0 and not inverted. */
function crcOf(contents: Buffer): number {
  return ~crc32(contents, 0xffffffff) >>> 0;
}

const bad = (offset: number, why: string): TnefSyntaxError => new TnefSyntaxError("compressed RTF", offset, why);
const flaw = (offset: number, detail: string): TnefFlaw => ({ kind: "badRtf", offset, detail });
