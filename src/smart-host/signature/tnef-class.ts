// The message class in a TNEF stream: just enough of [MS-OXTNEF] to tell mail from all else.

/** Undefined where there is none, as in summary TNEF, or where the stream is broken. */
export function readMessageClass(tnef: Buffer): string | undefined {
  // [MS-OXTNEF] §2.1.3.1: signature and key.
  if (tnef.length < 6 || tnef.readUInt32LE(0) !== 0x223e9f78) return undefined;
  let at = 6;
  // [MS-OXTNEF] §2.1.3.2: level, id, length, data, checksum.
  while (at + 9 <= tnef.length) {
    const id = tnef.readUInt32LE(at + 1);
    const length = tnef.readUInt32LE(at + 5);
    const data = tnef.subarray(at + 9, at + 9 + length);
    if (data.length < length) return undefined;
    if (id === ATT_MESSAGE_CLASS) return mapiClass(data.toString("latin1").replace(/\0.*$/s, ""));
    at += 9 + length + 2;
  }
  return undefined;
}

const ATT_MESSAGE_CLASS = 0x00078008;

/** [MS-OXTNEF] §2.1.3.3.11: plain mail has a name from before MAPI. */
function mapiClass(name: string): string {
  return name.toLowerCase() === "ipm.microsoft mail.note" ? "IPM.Note" : name;
}
