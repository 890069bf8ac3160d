// The outer layer of TNEF: a signature, a key, and attributes with checksums. [MS-OXTNEF] §2.1.2, §2.1.3
import { runNow, type Steps } from "../mime/in-turns.ts";
import { ATTRIBUTE, attributeName } from "./attributes.ts";
import { TNEF_LIMITS, type TnefLimits } from "./limits.ts";
import { type TnefFlaw, TnefSyntaxError } from "./tnef-error.ts";

export type AttributeLevel = "message" | "attachment";

export interface TnefAttribute {
  readonly level: AttributeLevel;
  /** 32 bits, the data type in the high half: 0x00069003 is attMsgProps. */
  readonly id: number;
  readonly data: Buffer;
  /** Where the attribute begins in its stream; 0 for one that was made. */
  readonly offset: number;
}

export interface TnefStream {
  readonly key: number;
  readonly attributes: readonly TnefAttribute[];
  /** Compliance status: what was tolerated, in the order met. */
  readonly flaws: readonly TnefFlaw[];
}

export const TNEF_SIGNATURE = 0x223e9f78;
export const TNEF_VERSION = 0x00010000;
const HEADER = 6;
/** What stands before the data of an attribute: level, id, length. Bytes. */
export const ATTRIBUTE_HEADER = 9;
const CHECKSUM = 2;

export function isTnef(bytes: Buffer): boolean {
  return bytes.length >= HEADER && bytes.readUInt32LE(0) === TNEF_SIGNATURE;
}

/** Reads all attributes; their data are views of `bytes`. Throws TnefSyntaxError. */
export function decodeTnef(bytes: Buffer, limits: Partial<TnefLimits> = {}): TnefStream {
  const flaws: TnefFlaw[] = [];
  const attributes = [...readAttributes(bytes, flaws, limits)];
  return { key: bytes.readUInt16LE(4), attributes, flaws };
}

/** Attributes as they come; what is tolerated is added to `flaws`. Throws TnefSyntaxError. */
export function* readAttributes(
  bytes: Buffer,
  flaws: TnefFlaw[] = [],
  limits: Partial<TnefLimits> = {},
): Generator<TnefAttribute, void, void> {
  readHeader(bytes, flaws);
  const most = limits.maxAttributes ?? TNEF_LIMITS.maxAttributes;
  let count = 0;
  for (let at = HEADER; at < bytes.length; ) {
    const level = bytes[at];
    if (level !== 1 && level !== 2) {
      // Gateways pad or append; what stands behind the last attribute is nobody's.
      if (count === 0) throw new TnefSyntaxError("TNEF attribute", at, `its level is ${level}, not 1 or 2`);
      flaws.push({ kind: "garbageAtEnd", offset: at, detail: `${bytes.length - at} bytes are no attribute` });
      return;
    }
    count += 1;
    if (count > most) throw new TnefSyntaxError("TNEF attribute", at, `there are more than ${most}`);
    const attribute = readAttribute(bytes, at, level === 1 ? "message" : "attachment", flaws);
    if (attribute.id === ATTRIBUTE.attTnefVersion) checkVersion(attribute, flaws);
    yield attribute;
    at += ATTRIBUTE_HEADER + attribute.data.length + CHECKSUM;
  }
}

/** The bytes of a stream; checksums are computed. */
export function encodeTnef(stream: Pick<TnefStream, "key" | "attributes">): Buffer {
  return runNow(encodingTnef(stream));
}

const TURN = 1_048_576;

/** As encodeTnef, for attributes as long as an attachment may be. */
export function* encodingTnef(stream: Pick<TnefStream, "key" | "attributes">): Steps<Buffer> {
  let size = HEADER;
  for (const { data } of stream.attributes) size += ATTRIBUTE_HEADER + data.length + CHECKSUM;
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeUInt32LE(TNEF_SIGNATURE, 0);
  bytes.writeUInt16LE(stream.key, 4);
  let at = HEADER;
  for (const { level, id, data } of stream.attributes) {
    bytes[at] = level === "message" ? 1 : 2;
    bytes.writeUInt32LE(id, at + 1);
    bytes.writeUInt32LE(data.length, at + 5);
    at += ATTRIBUTE_HEADER;
    let sum = 0;
    for (let from = 0; from < data.length; from += TURN) {
      const piece = data.subarray(from, from + TURN);
      at += piece.copy(bytes, at);
      sum += checksum(piece);
      yield;
    }
    bytes.writeUInt16LE(sum % 65_536, at);
    at += CHECKSUM;
  }
  return bytes;
}

/** The sum of all bytes, modulo 65536. [MS-OXTNEF] §2.1.3.1 */
export function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 1) sum += data[at] as number;
  return sum % 65_536;
}

function readHeader(bytes: Buffer, flaws: TnefFlaw[]): void {
  if (bytes.length < HEADER) {
    throw new TnefSyntaxError("TNEF", 0, `${bytes.length} bytes are too few for its signature and key`);
  }
  const signature = bytes.readUInt32LE(0);
  if (signature !== TNEF_SIGNATURE) {
    throw new TnefSyntaxError("TNEF", 0, `the signature is 0x${hex32(signature)}, not 0x${hex32(TNEF_SIGNATURE)}`);
  }
  if (bytes.readUInt16LE(4) === 0) flaws.push({ kind: "zeroKey", offset: 4, detail: "the key is 0" });
}

function readAttribute(bytes: Buffer, at: number, level: AttributeLevel, flaws: TnefFlaw[]): TnefAttribute {
  const remains = bytes.length - at;
  if (remains < ATTRIBUTE_HEADER) {
    throw new TnefSyntaxError("TNEF attribute", at, `its header takes ${ATTRIBUTE_HEADER} bytes, ${remains} remain`);
  }
  const id = bytes.readUInt32LE(at + 1);
  const length = bytes.readUInt32LE(at + 5);
  const start = at + ATTRIBUTE_HEADER;
  if (length + CHECKSUM > bytes.length - start) {
    const what = `TNEF attribute ${attributeName(id)}`;
    throw new TnefSyntaxError(what, at, `length is ${length}, ${Math.max(0, bytes.length - start)} bytes remain`);
  }
  const data = bytes.subarray(start, start + length);
  const found = bytes.readUInt16LE(start + length);
  const sum = checksum(data);
  if (found !== sum) {
    const detail = `checksum of ${attributeName(id)} is 0x${hex16(found)}, the bytes have 0x${hex16(sum)}`;
    flaws.push({ kind: "badChecksum", offset: start + length, detail });
  }
  return { level, id, data, offset: at };
}

/** [MS-OXTNEF] §2.1.3.3.1 */
function checkVersion({ data, offset }: TnefAttribute, flaws: TnefFlaw[]): void {
  if (data.length === 4 && data.readUInt32LE(0) === TNEF_VERSION) return;
  flaws.push({ kind: "badVersion", offset, detail: `the version is ${data.toString("hex")}, not 00000100` });
}

const hex16 = (value: number): string => value.toString(16).padStart(4, "0");
const hex32 = (value: number): string => value.toString(16).padStart(8, "0");
