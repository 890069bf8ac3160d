// Values of the attributes that aren't lists of properties. [MS-OXTNEF] §2.1.3.3
import { TnefSyntaxError } from "./tnef-error.ts";

/** DTR: year, month, day, hour, minute, second, weekday, 16 bits each. @returns milliseconds UTC, undefined for no date. */
export function readDate(data: Buffer): number | undefined {
  if (data.length < 12) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = Array.from({ length: 6 }, (_, index) =>
    data.readUInt16LE(index * 2),
  );
  // A property's time begins with 1601; a year of two digits would be taken for one of the last century.
  if (year < 1601 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function writeDate(milliseconds: number): Buffer {
  const date = new Date(milliseconds);
  const fields = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCDay(),
  ];
  const bytes = Buffer.alloc(14);
  for (const [index, field] of fields.entries()) bytes.writeUInt16LE(field, index * 2);
  return bytes;
}

/** Sender of attFrom, bytes in the code page. */
export interface TriplePair {
  readonly name: Buffer;
  /** "SMTP", in upper case as it stands. */
  readonly addressType: Buffer;
  readonly address: Buffer;
}

/** TRP with its texts. [MS-OXTNEF] §2.1.3.3.2. Throws TnefSyntaxError. */
export function readTriple(data: Buffer, offset: number): TriplePair {
  if (data.length < 8) throw new TnefSyntaxError("attFrom", offset, `a TRP takes 8 bytes, ${data.length} are there`);
  const nameLength = data.readUInt16LE(4);
  const addressLength = data.readUInt16LE(6);
  if (8 + nameLength + addressLength > data.length) {
    const why = `its texts take ${nameLength + addressLength} bytes, ${data.length - 8} remain`;
    throw new TnefSyntaxError("attFrom", offset, why);
  }
  const name = untilNul(data.subarray(8, 8 + nameLength));
  const whole = untilNul(data.subarray(8 + nameLength, 8 + nameLength + addressLength));
  return { name, ...splitAddress(whole) };
}

const TRPID_ONE_OFF = 4;

export function writeTriple({ name, addressType, address }: TriplePair): Buffer {
  const nul = Buffer.alloc(1);
  const first = padEven(Buffer.concat([name, nul]));
  const second = padEven(Buffer.concat([joinAddress(addressType, address), nul]));
  const head = Buffer.alloc(8);
  head.writeUInt16LE(TRPID_ONE_OFF, 0);
  head.writeUInt16LE(8 + first.length + second.length + 8, 2);
  head.writeUInt16LE(first.length, 4);
  head.writeUInt16LE(second.length, 6);
  return Buffer.concat([head, first, second, Buffer.alloc(8)]);
}

/** Owner of a meeting or who it is sent for: two texts, each behind its length. [MS-OXTNEF] §2.1.3.3.4. Throws TnefSyntaxError. */
export function readOwner(data: Buffer, offset: number): TriplePair {
  const [name, at] = readSized(data, 0, offset);
  const [whole] = readSized(data, at, offset);
  return { name, ...splitAddress(whole) };
}

export function writeOwner({ name, addressType, address }: TriplePair): Buffer {
  const nul = Buffer.alloc(1);
  const sized = (text: Buffer) => {
    const length = Buffer.alloc(2);
    length.writeUInt16LE(text.length);
    return Buffer.concat([length, text]);
  };
  return Buffer.concat([
    sized(Buffer.concat([name, nul])),
    sized(Buffer.concat([joinAddress(addressType, address), nul])),
  ]);
}

function readSized(data: Buffer, at: number, offset: number): [text: Buffer, end: number] {
  if (data.length < at + 2) throw new TnefSyntaxError("attOwner", offset + at, "its texts are cut off");
  const end = at + 2 + data.readUInt16LE(at);
  if (end > data.length) {
    throw new TnefSyntaxError(
      "attOwner",
      offset + at,
      `a text takes ${end - at - 2} bytes, ${data.length - at - 2} remain`,
    );
  }
  return [untilNul(data.subarray(at + 2, end)), end];
}

/** "SMTP:alice@contoso.com" */
function splitAddress(whole: Buffer): Pick<TriplePair, "addressType" | "address"> {
  const colon = whole.indexOf(0x3a);
  return colon < 0
    ? { addressType: Buffer.alloc(0), address: whole }
    : { addressType: whole.subarray(0, colon), address: whole.subarray(colon + 1) };
}

function joinAddress(addressType: Buffer, address: Buffer): Buffer {
  return addressType.length === 0 ? address : Buffer.concat([addressType, Buffer.from(":"), address]);
}

/** Text without its final NUL. */
export function untilNul(data: Buffer): Buffer {
  const end = data.indexOf(0);
  return end < 0 ? data : data.subarray(0, end);
}

function padEven(bytes: Buffer): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
}
