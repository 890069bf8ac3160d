// PidTagConversationIndex, Thread-Index in mail: when a conversation began, its GUID, and when each answer came. [MS-OXOMSG] §2.2.1.3

import { millisecondsOf } from "../../tnef/file-time.ts";
import { readGuid } from "../../tnef/guid.ts";

export interface ConversationIndex {
  /** Milliseconds UTC; what the bytes leave out is below a second and a half. */
  readonly begunAt: number;
  readonly guid: string;
  /** Milliseconds UTC, of each answer. */
  readonly answeredAt: readonly number[];
}

const HEADER = 22;
const ANSWER = 5;

/** Undefined where the length is that of no index. */
export function readConversationIndex(bytes: Buffer): ConversationIndex | undefined {
  if (bytes.length < HEADER || (bytes.length - HEADER) % ANSWER !== 0 || bytes[0] !== 1) return undefined;
  // A FILETIME of our days begins with 01 as the header does; clients write one byte for both, servers write both.
  let ticks = bytes[1] === 1 ? BigInt(bytes.readUIntBE(1, 5)) << 24n : BigInt(bytes.readUIntBE(0, 6)) << 16n;
  const begunAt = millisecondsOf(ticks);
  const answeredAt: number[] = [];
  for (let at = HEADER; at < bytes.length; at += ANSWER) {
    const delta = bytes.readUInt32BE(at);
    const isLong = delta >= 0x80000000;
    ticks += BigInt(delta & 0x7fffffff) << (isLong ? 23n : 18n);
    answeredAt.push(millisecondsOf(ticks));
  }
  return { begunAt, guid: readGuid(bytes, 6), answeredAt };
}
