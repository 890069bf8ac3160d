// Content-Type, Content-Disposition and their parameters. RFC 2045 §5.1, RFC 2183, RFC 2231. Tolerant, in linear time.
import { decodeText } from "./charset.ts";

export interface ContentType {
  /** "text/plain", lower case. */
  readonly mediaType: string;
  /** "text" */
  readonly type: string;
  /** "plain" */
  readonly subtype: string;
  readonly parameters: Parameters;
}

/** Names in lower case. Values as they stand, one character a byte; what RFC 2231 encodes is Unicode. */
export type Parameters = ReadonlyMap<string, string>;

/** A missing or unreadable value means `fallback`: text/plain, or message/rfc822 in a digest. RFC 2045 §5.2, RFC 2046 §5.1.5. */
export function parseContentType(value: string | undefined, fallback = "text/plain"): ContentType {
  const parsed = parseParameterized(value ?? "");
  const match = /^([^\s/;]+)\s*\/\s*([^\s/;]+)$/.exec(parsed.value.slice(0, 300));
  const mediaType = match ? `${match[1]}/${match[2]}`.toLowerCase() : fallback;
  const slash = mediaType.indexOf("/");
  return {
    mediaType,
    type: mediaType.slice(0, slash),
    subtype: mediaType.slice(slash + 1),
    parameters: parsed.parameters,
  };
}

/** A value followed by parameters: `attachment; filename=a.txt`. The value is in lower case. */
export function parseParameterized(value: string): { readonly value: string; readonly parameters: Parameters } {
  const { head, parameters } = scan(value);
  return { value: head.toLowerCase(), parameters: collect(parameters) };
}

/** The header value with one parameter set, all else as it stood. */
export function withParameter(value: string, name: string, text: string): string {
  const wanted = name.toLowerCase();
  const mine = scan(value).parameters.filter((parameter) => sectionName(parameter.name) === wanted);
  if (mine.length === 0) return `${withoutEnd(value)}; ${formatParameter(name, text)}`;
  let result = "";
  let at = 0;
  for (const [index, parameter] of mine.entries()) {
    const before = value.slice(at, parameter.start);
    result += index === 0 ? before + formatParameter(name, text) : before.replace(/;\s*$/, "");
    at = parameter.end;
  }
  return result + value.slice(at);
}

/** `name=value`, quoted where it must be; beyond ASCII as RFC 2231 §4. */
export function formatParameter(name: string, text: string): string {
  if (/[^\x20-\x7e]/.test(text)) {
    const extended = encodeURIComponent(text.toWellFormed()).replace(/['()*]/g, percent);
    return `${name}*=utf-8''${extended}`;
  }
  // RFC 2045 §5.1: a token has no blanks and no tspecials.
  return /^[^\s()<>@,;:\\"/[\]?=]+$/.test(text) ? `${name}=${text}` : `${name}="${text.replace(/["\\]/g, "\\$&")}"`;
}

function withoutEnd(value: string): string {
  let end = value.length;
  while (end > 0 && (value.charAt(end - 1) <= " " || value.charAt(end - 1) === ";")) end -= 1;
  return value.slice(0, end);
}

interface RawParameter {
  readonly name: string;
  readonly value: string;
  /** Where `name=value` stands. */
  readonly start: number;
  readonly end: number;
}

function scan(text: string): { head: string; parameters: RawParameter[] } {
  const parameters: RawParameter[] = [];
  const head = readUntil(text, 0, ";");
  let at = head.end;
  while (at < text.length) {
    at = skipBlanks(text, at + 1);
    const start = at;
    const name = readUntil(text, at, "=;");
    at = name.end;
    if (text[at] !== "=") continue;
    const value = readUntil(text, at + 1, ";");
    at = value.end;
    parameters.push({ name: name.text.toLowerCase(), value: value.text, start, end: value.contentEnd });
  }
  return { head: head.text, parameters };
}

/** Reads to one of `stops` outside quotes and comments, both of which are resolved. Blanks at both ends fall away. */
function readUntil(text: string, from: number, stops: string): { text: string; end: number; contentEnd: number } {
  const pieces: string[] = [];
  let at = skipBlanks(text, from);
  let contentEnd = at;
  let plainFrom = at;
  const flush = () => {
    if (plainFrom < at) pieces.push(text.slice(plainFrom, at));
  };
  while (at < text.length) {
    const character = text.charAt(at);
    if (stops.includes(character)) break;
    if (character === '"' || character === "(") {
      flush();
      const [inner, end] = character === '"' ? readQuoted(text, at) : ["", skipComment(text, at)];
      pieces.push(inner);
      at = end;
      plainFrom = at;
      if (character === '"') contentEnd = at;
      continue;
    }
    at += 1;
    if (character > " ") contentEnd = at;
  }
  flush();
  const isQuoted = text.charAt(skipBlanks(text, from)) === '"';
  return { text: isQuoted ? (pieces[0] ?? "") : pieces.join("").trim(), end: at, contentEnd };
}

function readQuoted(text: string, from: number): [string, number] {
  const pieces: string[] = [];
  let at = from + 1;
  let plainFrom = at;
  while (at < text.length && text[at] !== '"') {
    if (text[at] !== "\\") {
      at += 1;
      continue;
    }
    pieces.push(text.slice(plainFrom, at));
    plainFrom = at + 1;
    at += 2;
  }
  pieces.push(text.slice(plainFrom, at));
  return [pieces.join(""), Math.min(at + 1, text.length)];
}

/** RFC 5322 §3.2.2: comments nest. */
function skipComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "(") depth += 1;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) <= " ") at += 1;
  return at;
}

/** RFC 2231 §3: `title*0*=…; title*1=…` are sections of one value. */
function collect(parameters: readonly RawParameter[]): Parameters {
  const result = new Map<string, string>();
  const sections = new Map<string, Map<number, RawParameter>>();
  for (const parameter of parameters) {
    const name = sectionName(parameter.name);
    if (name === parameter.name) {
      if (!result.has(name)) result.set(name, parameter.value);
      continue;
    }
    const number = Number(/\*(\d{1,4})/.exec(parameter.name)?.[1] ?? 0);
    const known = sections.get(name) ?? new Map<number, RawParameter>();
    sections.set(name, known.set(number, parameter));
  }
  // RFC 6266 §4.3 says so of HTTP and mail readers do the same: the extended form wins over the plain one.
  for (const [name, numbered] of sections) {
    const value = join(numbered);
    if (value !== undefined) result.set(name, value);
  }
  return result;
}

const sectionName = (name: string): string => name.replace(/\*(\d{1,4}\*?)?$/, "");

function join(numbered: ReadonlyMap<number, RawParameter>): string | undefined {
  const first = numbered.get(0);
  if (!first) return undefined;
  // RFC 2231 §4: charset'language'text, in the first section only.
  const match = first.name.endsWith("*") ? /^([^']*)'[^']*'/.exec(first.value) : null;
  const pieces: Buffer[] = [];
  for (let number = 0; numbered.has(number); number += 1) {
    const section = numbered.get(number);
    const text = number === 0 && match ? first.value.slice(match[0].length) : (section?.value ?? "");
    pieces.push(section?.name.endsWith("*") ? decodePercent(text) : Buffer.from(text, "latin1"));
  }
  const bytes = Buffer.concat(pieces);
  return (match?.[1] && decodeText(bytes, match[1])) || bytes.toString("latin1");
}

function decodePercent(text: string): Buffer {
  const byte = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
  return Buffer.from(text.replace(/%([0-9a-f]{2})/gi, byte), "latin1");
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
