// The tree of MIME parts of a message, as ranges over its bytes. RFC 2046 §5.1. One pass over the lines, no recursion;
// nothing is copied or decoded. What is broken or beyond the limits stays an opaque leaf, so every byte has its place.
import { type ContentType, parseContentType } from "./content-type.ts";
import { HeaderBlock } from "./header-block.ts";
import { runInTurns, runNow, type Steps } from "./in-turns.ts";

export interface MimePart {
  readonly headers: HeaderBlock;
  readonly contentType: ContentType;
  /** Where its header block begins. */
  readonly start: number;
  /** Where its header block ends: the blank line, if there is one, lies between here and `bodyStart`. */
  readonly headersEnd: number;
  readonly bodyStart: number;
  /** Behind its body. The line end before a delimiter belongs to the delimiter. */
  readonly end: number;
  /** Of a multipart whose delimiter lines were found, and of a message/rfc822 that was entered; else empty. */
  readonly parts: readonly MimePart[];
  /** Delimiter lines with their line ends, in order; one more than `parts` where the multipart was closed. */
  readonly delimiters: readonly ByteRange[];
  /** The close delimiter was there. */
  readonly isClosed: boolean;
  /** A limit was reached here: `parts` is not all there is. */
  readonly isTruncated: boolean;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StructureLimits {
  readonly maxDepth: number;
  readonly maxParts: number;
  /** Header block of one part; a longer one is read as body. */
  readonly maxHeaderBytes: number;
  /** Also look into message/rfc822. */
  readonly entersMessages: boolean;
}

export const STRUCTURE_LIMITS: StructureLimits = {
  maxDepth: 100,
  maxParts: 1000,
  maxHeaderBytes: 262_144,
  entersMessages: false,
};

/** For small input. A message that a stranger sent goes through `parseStructureInTurns`. */
export function parseStructure(message: Buffer, limits: Partial<StructureLimits> = {}): MimePart {
  return runNow(parsingStructure(message, limits));
}

export function parseStructureInTurns(
  message: Buffer,
  limits: Partial<StructureLimits> = {},
  headers?: HeaderBlock,
): Promise<MimePart> {
  return runInTurns(parsingStructure(message, limits, headers));
}

/** The part and all below it, outermost first. */
export function* walkParts(root: MimePart): Generator<MimePart, void, void> {
  const waiting = [root];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    yield part;
    for (let index = part.parts.length - 1; index >= 0; index -= 1) {
      const child = part.parts[index];
      if (child) waiting.push(child);
    }
  }
}

/** With `headers`, `message` is what follows that header block, from the blank line on. */
export function* parsingStructure(
  message: Buffer,
  limits: Partial<StructureLimits> = {},
  headers?: HeaderBlock,
): Steps<MimePart> {
  const parser = new Parser(message, { ...STRUCTURE_LIMITS, ...limits });
  let at = parser.open(0, "text/plain", headers);
  let yieldedAt = 0;
  let seen = 0;
  // Only lines that begin with "--" can matter; the search for them is native.
  for (let line = nextDashes(message, at); line >= 0 && !parser.isFull; line = nextDashes(message, at)) {
    const end = lineEnd(message, line);
    at = parser.readDashes(line, end);
    seen += 1;
    if (seen % 256 !== 0 && at - yieldedAt < 65_536) continue;
    yieldedAt = at;
    yield;
  }
  return parser.finish();
}

/** A part while it is being found. */
interface FoundPart {
  readonly headers: HeaderBlock;
  readonly contentType: ContentType;
  readonly start: number;
  readonly headersEnd: number;
  readonly bodyStart: number;
  readonly parts: FoundPart[];
  readonly delimiters: ByteRange[];
  end: number;
  isClosed: boolean;
  isTruncated: boolean;
}

/** A step on the way from the root to the part being read. */
interface Level {
  readonly part: FoundPart;
  /** While its delimiter lines count. */
  boundary: string | undefined;
}

class Parser {
  readonly #message: Buffer;
  readonly #limits: StructureLimits;
  readonly #path: Level[] = [];
  /** Indexes into #path, for a boundary may be used twice: then the innermost counts. */
  readonly #levels = new Map<string, number[]>();
  #count = 0;
  /** No more parts are taken. */
  isFull = false;

  constructor(message: Buffer, limits: StructureLimits) {
    this.#message = message;
    this.#limits = limits;
  }

  /** Begins a part below the innermost one of the path; returns where its body begins. */
  open(start: number, fallback: string, headers?: HeaderBlock): number {
    const part = this.#readHeaders(start, fallback, headers);
    this.#count += 1;
    this.#path.at(-1)?.part.parts.push(part);
    const level: Level = { part, boundary: undefined };
    this.#path.push(level);
    const { type, mediaType, parameters } = part.contentType;
    const isMessage = this.#limits.entersMessages && (mediaType === "message/rfc822" || mediaType === "message/global");
    const boundary = type === "multipart" ? parameters.get("boundary")?.trimEnd() : undefined;
    if (!isMessage && !boundary) return part.bodyStart;
    if (this.#path.length > this.#limits.maxDepth || this.#count >= this.#limits.maxParts) {
      part.isTruncated = true;
      return part.bodyStart;
    }
    // A message inside has nothing before its own headers. Bounded by maxDepth.
    if (!boundary) return isEncoded(part.headers) ? part.bodyStart : this.open(part.bodyStart, "text/plain");
    level.boundary = boundary;
    const levels = this.#levels.get(boundary);
    if (levels) levels.push(this.#path.length - 1);
    else this.#levels.set(boundary, [this.#path.length - 1]);
    return part.bodyStart;
  }

  /** A line that begins with two dashes; returns where to read on. */
  readDashes(line: number, end: number): number {
    const match = this.#matchDelimiter(line, end);
    if (!match) return end;
    this.#closeAbove(match.level, beforeLineEnd(this.#message, line));
    const parent = this.#path[match.level]?.part;
    if (!parent) return end;
    if (match.isClose) {
      parent.delimiters.push({ start: line, end });
      parent.isClosed = true;
      this.#forgetBoundary(match.level);
      return end;
    }
    if (this.#count >= this.#limits.maxParts) {
      for (const level of this.#path) level.part.isTruncated = true;
      this.isFull = true;
      return end;
    }
    parent.delimiters.push({ start: line, end });
    // RFC 2046 §5.1.5
    return this.open(end, parent.contentType.subtype === "digest" ? "message/rfc822" : "text/plain");
  }

  finish(): MimePart {
    const root = this.#path[0]?.part;
    this.#closeAbove(-1, this.#message.length);
    if (!root) throw new Error("no part was opened");
    return root;
  }

  #matchDelimiter(line: number, end: number): { level: number; isClose: boolean } | undefined {
    if (this.#levels.size === 0 || end - line > 1000) return undefined;
    // RFC 2046 §5.1.1: blanks behind the boundary are transport padding.
    const text = this.#message.toString("latin1", line + 2, end).trimEnd();
    const level = this.#levels.get(text)?.at(-1);
    if (level !== undefined) return { level, isClose: false };
    const closed = text.endsWith("--") ? this.#levels.get(text.slice(0, -2))?.at(-1) : undefined;
    return closed === undefined ? undefined : { level: closed, isClose: true };
  }

  /** All parts deeper than `level` end at `end`. */
  #closeAbove(level: number, end: number): void {
    while (this.#path.length > level + 1) {
      this.#forgetBoundary(this.#path.length - 1);
      const part = this.#path.pop()?.part;
      if (part) part.end = Math.max(end, part.bodyStart);
    }
  }

  #forgetBoundary(index: number): void {
    const level = this.#path[index];
    if (level?.boundary === undefined) return;
    const levels = this.#levels.get(level.boundary);
    levels?.pop();
    if (levels?.length === 0) this.#levels.delete(level.boundary);
    level.boundary = undefined;
  }

  #readHeaders(start: number, fallback: string, known?: HeaderBlock): FoundPart {
    const { headersEnd, bodyStart } = known ? this.#skipBlankLine(start) : this.#findBody(start);
    const headers = known ?? HeaderBlock.parse(this.#message.subarray(start, headersEnd));
    const contentType = parseContentType(headers.get("Content-Type"), fallback);
    const range = { start, headersEnd, bodyStart, end: bodyStart };
    return { headers, contentType, ...range, parts: [], delimiters: [], isClosed: false, isTruncated: false };
  }

  #skipBlankLine(start: number): { headersEnd: number; bodyStart: number } {
    const end = lineEnd(this.#message, start);
    return { headersEnd: start, bodyStart: isBlankLine(this.#message, start, end) ? end : start };
  }

  /** The blank line, or a delimiter of an open multipart where the blank line is missing. */
  #findBody(start: number): { headersEnd: number; bodyStart: number } {
    const message = this.#message;
    const limit = Math.min(message.length, start + this.#limits.maxHeaderBytes);
    let at = start;
    while (at < limit) {
      const end = lineEnd(message, at);
      if (isBlankLine(message, at, end)) return { headersEnd: at, bodyStart: end };
      if (message[at] === 0x2d && message[at + 1] === 0x2d && this.#matchDelimiter(at, end)) break;
      at = end;
    }
    if (at >= limit && limit < message.length) return { headersEnd: start, bodyStart: start };
    return { headersEnd: at, bodyStart: at };
  }
}

/** RFC 2046 §5.2.1 forbids it; nothing can be found inside. */
function isEncoded(headers: HeaderBlock): boolean {
  return /^(base64|quoted-printable)/i.test(headers.get("Content-Transfer-Encoding") ?? "");
}

function isBlankLine(message: Buffer, at: number, end: number): boolean {
  return message[at] === 0x0a || (message[at] === 0x0d && message[at + 1] === 0x0a && end === at + 2);
}

function beforeLineEnd(message: Buffer, line: number): number {
  if (message[line - 1] !== 0x0a) return line;
  return message[line - 2] === 0x0d ? line - 2 : line - 1;
}

function nextDashes(message: Buffer, from: number): number {
  if (message[from] === 0x2d && message[from + 1] === 0x2d) return from;
  const at = message.indexOf("\n--", from, "latin1");
  return at < 0 ? -1 : at + 1;
}

function lineEnd(message: Buffer, from: number): number {
  const at = message.indexOf(0x0a, from);
  return at < 0 ? message.length : at + 1;
}
