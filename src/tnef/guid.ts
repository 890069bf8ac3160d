// GUIDs between their sixteen bytes and their text: the first three groups are little-endian. [MS-DTYP] §2.3.4

export function readGuid(bytes: Buffer, at: number): string {
  const hex = (from: number, to: number) => bytes.toString("hex", at + from, at + to);
  const number = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const data1 = number(bytes.readUInt32LE(at), 8);
  const data2 = number(bytes.readUInt16LE(at + 4), 4);
  const data3 = number(bytes.readUInt16LE(at + 6), 4);
  return `${data1}-${data2}-${data3}-${hex(8, 10)}-${hex(10, 16)}`;
}

/** Throws RangeError where the text is no GUID. */
export function guidBytes(text: string): Buffer {
  const digits = text.replace(/[{}-]/g, "");
  if (!/^[0-9a-f]{32}$/i.test(digits)) throw new RangeError(`"${text}" is no GUID`);
  const bytes = Buffer.from(digits, "hex");
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

export const IID_IMESSAGE = "00020307-0000-0000-c000-000000000046";
export const IID_ISTORAGE = "0000000b-0000-0000-c000-000000000046";
export const IID_ISTREAM = "0000000c-0000-0000-c000-000000000046";
