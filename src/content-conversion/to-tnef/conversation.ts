// Subject, conversation topic, index and id of a message in MIME. [MS-OXCMAIL] §2.1.3.2; [MS-OXOMSG] §2.2.1
import { createHash } from "node:crypto";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { ticksOf } from "../../tnef/file-time.ts";

export interface SplitSubject {
  /** "RE: ", with its blank; "" where there is none. */
  readonly prefix: string;
  readonly normalized: string;
}

/** One to three characters that are no digits, a colon and a blank. [MS-OXCMSG] §3.2.5.2 */
export function splitSubject(subject: string): SplitSubject {
  const prefix = /^[^\s\d:]{1,3}: /u.exec(subject)?.[0] ?? "";
  return { prefix, normalized: subject.slice(prefix.length) };
}

const INDEX_HEADER = 22;

/** Of Thread-Index; undefined where that is no index. [MS-OXOMSG] §2.2.1.3 */
export function readThreadIndex(value: string | undefined): Buffer | undefined {
  if (!value || !/^[A-Za-z0-9+/\s]+=*$/.test(value)) return undefined;
  const bytes = Buffer.from(value, "base64");
  return bytes.length >= INDEX_HEADER && bytes[0] === 1 && (bytes.length - INDEX_HEADER) % 5 === 0 ? bytes : undefined;
}

/**
 * A new index as Exchange Online begins them: 01, five bytes of the time, a GUID. The GUID comes from the Message-ID, so
 * that one message has one index wherever it is converted (chosen).
 */
export function newConversationIndex(at: number, messageId: string): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt.asUintN(64, ticksOf(at)));
  return Buffer.concat([Buffer.from([1]), time.subarray(0, 5), digest("Thread-Index", messageId).subarray(0, 16)]);
}

/** From the topic, as long as nothing says that the index is tracked. [MS-OXOMSG] §2.2.1.2 */
export function conversationId(topic: string): Buffer {
  const text = topic.replaceAll("\0", "").slice(0, 255).toUpperCase();
  return createHash("md5").update(Buffer.from(text, "utf16le")).digest();
}

/** On one line, one character a byte; "" where there is none. */
export function messageIdOf(headers: HeaderBlock): string {
  return (headers.get("Message-ID") ?? "").replace(/[\r\n\0]+/g, " ").trim();
}

/** For what real systems draw by lot: the same for the same message. */
export function digest(purpose: string, messageId: string): Buffer {
  return createHash("sha256").update(`${purpose}\0${messageId}`, "utf8").digest();
}
