// Where the quoted mail begins below a reply in plain text. Text is any charset with ASCII inside, one character a byte.
import type { Steps } from "../../mime/in-turns.ts";

/** Looked at from the start; replies longer than this get their signature at the end. */
const SEARCHED = 1_048_576;

/** Offset of the line where a signature goes above the quote; -1 where there is none, or where answers stand below it. */
export function* findingQuotedText(text: string): Steps<number> {
  const limit = Math.min(text.length, SEARCHED);
  /** Lines before the current one, nearest first; blank lines end the reach of an attribution. */
  let previous: Line | undefined;
  let beforePrevious: Line | undefined;
  let blanks = 0;
  let seen = 0;
  for (let at = 0; at < limit; seen += 1) {
    if (seen % 1024 === 1023) yield;
    const line = lineAt(text, at);
    if (line.text.startsWith(">")) {
      return endsInQuote(text) ? attributionStart(line, blanks, previous, beforePrevious) : -1;
    }
    if (beginsOriginal(text, line, blanks > 0 || previous === undefined)) return line.start;
    if (line.text === "") {
      blanks += 1;
    } else {
      beforePrevious = blanks === 0 ? previous : undefined;
      previous = line;
      blanks = 0;
    }
    at = line.next;
  }
  return -1;
}

interface Line {
  readonly start: number;
  readonly next: number;
  /** Its first 1,000 characters without blanks around. */
  readonly text: string;
}

function lineAt(text: string, start: number): Line {
  const end = text.indexOf("\n", start);
  const next = end < 0 ? text.length : end + 1;
  return { start, next, text: text.slice(start, Math.min(next, start + 1000)).trim() };
}

/** The mail ends in its quote; otherwise the answers stand between or below. */
function endsInQuote(text: string): boolean {
  const end = text.trimEnd().length;
  return text.startsWith(">", text.lastIndexOf("\n", end - 1) + 1);
}

/** "On … Alice wrote:", in any language, on one line or two. */
function attributionStart(quote: Line, blanks: number, previous?: Line, beforePrevious?: Line): number {
  if (!previous || blanks > 1 || !/(:|\xef\xbc\x9a)$/.test(previous.text)) return quote.start;
  const isSecondHalf = beforePrevious && /\d/.test(beforePrevious.text) && /[,@<:]/.test(beforePrevious.text);
  const startsWhole = /\d.*[,@<:]/.test(previous.text);
  return isSecondHalf && !startsWhole ? beforePrevious.start : previous.start;
}

/** What Outlook and others put above the mail they answer or forward. */
function beginsOriginal(text: string, line: Line, isApart: boolean): boolean {
  const first = line.text.charAt(0);
  if (first === "-" && /^-{3,} ?[^-\s][^-]{2,60}-{3,}$/.test(line.text)) return headerLines(text, line.next) > 0;
  if (first === "_" && /^_{20,}$/.test(line.text)) return headerLines(text, line.next) > 1;
  if (!isApart || !HEADER_LINE.test(line.text)) return false;
  return (FROM.test(line.text) || line.text.includes("@")) && headerLines(text, line.start) > 2;
}

const FROM = /^\*?(from|von|de|da|van|od|fra|fr\S{1,2}n|mittente|remitente):/i;
const HEADER_LINE = /^\*?[^\s:<>"*][^:<>"]{0,30}:\*?(\s|$)/;

/** How many of the next five lines are "Name: value" without a gap; blank lines above them do not count. */
function headerLines(text: string, from: number): number {
  let count = 0;
  let at = from;
  for (let seen = 0; seen < 5 && at < text.length; seen += 1) {
    const line = lineAt(text, at);
    if (HEADER_LINE.test(line.text)) count += 1;
    else if (line.text !== "" || count > 0) break;
    at = line.next;
  }
  return count;
}
