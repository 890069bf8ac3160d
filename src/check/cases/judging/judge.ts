// What the cases of MIME and PACK look at, on a message that left and the first form in which it came back.
import type { ReadMail } from "../../mail/read.ts";

export interface Judged {
  readonly left: ReadMail;
  readonly back: ReadMail;
  /** A signature was declared: one block in each text is expected. */
  readonly isSigned: boolean;
}

/** Undefined where it holds; else the sentence of the failure. */
export type Judge = (judged: Judged) => string | undefined;

/** As people read it in a sentence: one line, shortened, what can't be seen spelled. */
export function quote(text: string, length = 60): string {
  const short = text.length > length ? `${text.slice(0, length)}…` : text;
  return JSON.stringify(short).replace(
    /[\x7f-\x9f]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Where two texts part, with a little of what is around. */
export function difference(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const from = Math.max(0, at - 12);
  return `${quote(before.slice(from), 40)} became ${quote(after.slice(from), 40)}`;
}

/** Of several reasons the first. */
export function first<T>(of: readonly T[], why: (one: T) => string | undefined): string | undefined {
  for (const one of of) {
    const reason = why(one);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
