// The HTML or the text that RTF encapsulates, or the text of RTF that encapsulates nothing. [MS-OXRTFEX] §2.1.3.1
// HTML stands in groups {\*\htmltag …} for its markup, and between them as text; what only readers of RTF should see stands
// between \htmlrtf and \htmlrtf0. Groups are kept on a stack of our own, and each token is looked at once.
import { runNow, type Steps } from "../../mime/in-turns.ts";
import { decodeCodePage } from "../code-page.ts";
import { TnefSyntaxError } from "../tnef-error.ts";
import { CodePages, SYMBOLS } from "./code-pages.ts";
import { FORMATS, HIDDEN, LIST_MARKS, SHOWN, SHOWN_IN_TEXT } from "./destinations.ts";
import { RtfReader } from "./tokens.ts";

export interface RtfBody {
  readonly kind: "html" | "text";
  readonly text: string;
}

/** Groups within groups: no writer comes near. */
const MOST_DEPTH = 1000;
/** Tokens between two hand-overs. */
const TURN = 4096;
/** How far a reader looks for \fromhtml or \fromtext. [MS-OXRTFEX] §2.2.3.1 */
const HEADER_TOKENS = 10;

/** Throws TnefSyntaxError for what is no RTF, or too deep; what ends too early is read as far as it goes. */
export function rtfToBody(rtf: Buffer): RtfBody {
  return runNow(readingRtfBody(rtf));
}

/** As rtfToBody, for what may be long. */
export function* readingRtfBody(rtf: Buffer): Steps<RtfBody> {
  const kind = encapsulated(rtf);
  return { kind: kind === "html" ? "html" : "text", text: yield* new BodyReader(rtf, kind).read() };
}

/** What RTF encapsulates; undefined: nothing. */
function encapsulated(rtf: Buffer): "html" | "text" | undefined {
  const reader = new RtfReader(rtf.subarray(0, 1024));
  if (reader.next() !== "open" || nextWord(reader) !== "rtf") {
    throw new TnefSyntaxError("RTF", 0, "it does not begin with {\\rtf");
  }
  for (let count = 2; count < HEADER_TOKENS; count += 1) {
    const word = nextWord(reader);
    if (word === "fromhtml" && reader.param === 1) return "html";
    if (word === "fromtext") return "text";
    if (word === "") return undefined;
  }
  return undefined;
}

/** "" where another token stands. */
const nextWord = (reader: RtfReader): string => (reader.next() === "word" ? reader.value : "");

interface Group {
  /** A destination that shows nothing. */
  hidden: boolean;
  /** Between \htmlrtf and \htmlrtf0. [MS-OXRTFEX] §2.1.3.1.3 */
  rtfOnly: boolean;
  /** In markup: text is HTML as it stands, in the document's own code page. */
  markup: boolean;
  fontTable: boolean;
  /** How many bytes behind \u stand for readers that don't know it. */
  fallback: number;
  font: number | undefined;
}

class BodyReader {
  readonly #reader: RtfReader;
  readonly #html: boolean;
  readonly #plain: boolean;
  readonly #pages = new CodePages();
  readonly #outer: Group[] = [];
  #group: Group = { hidden: false, rtfOnly: false, markup: false, fontTable: false, fallback: 1, font: undefined };
  /** Right behind "{": the next word may make the group a destination. */
  #begins = false;
  /** Behind "{\*". */
  #ignorable = false;
  /** Bytes still to be passed over behind \u. */
  #skip = 0;
  /** Bytes not yet decoded: a character of two bytes may stand in two tokens. */
  #bytes = "";
  #text = "";

  constructor(rtf: Buffer, kind: "html" | "text" | undefined) {
    this.#reader = new RtfReader(rtf);
    this.#html = kind === "html";
    this.#plain = kind === undefined;
  }

  *read(): Steps<string> {
    for (let count = 1; this.#readToken(); count += 1) if (count % TURN === 0) yield;
    this.#decode();
    return this.#text;
  }

  /** False behind the last one. */
  #readToken(): boolean {
    const reader = this.#reader;
    switch (reader.next()) {
      case "end":
        return false;
      case "open":
        this.#open();
        return true;
      case "close":
        this.#close();
        return this.#outer.length > 0;
      case "text":
        this.#addBytes(reader.value);
        break;
      case "hex":
        this.#addBytes(String.fromCharCode(reader.param ?? 0));
        break;
      case "symbol":
        this.#symbol(reader.value);
        if (this.#ignorable) return true;
        break;
      case "word":
        this.#word(reader.value, reader.param);
    }
    this.#begins = false;
    this.#ignorable = false;
    return true;
  }

  get #shows(): boolean {
    return !this.#group.hidden && !this.#group.rtfOnly;
  }

  #open(): void {
    if (this.#outer.length >= MOST_DEPTH) {
      throw new TnefSyntaxError("RTF", this.#reader.offset, `groups are nested more than ${MOST_DEPTH} deep`);
    }
    this.#decode();
    const { hidden, rtfOnly, markup, fontTable, fallback, font } = this.#group;
    this.#outer.push(this.#group);
    this.#group = { hidden, rtfOnly, markup, fontTable, fallback, font };
    this.#begins = true;
    this.#ignorable = false;
    this.#skip = 0;
  }

  #close(): void {
    this.#decode();
    const outer = this.#outer.pop();
    if (outer) this.#group = outer;
    this.#begins = false;
    this.#skip = 0;
  }

  #addBytes(bytes: string): void {
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, bytes.length);
      this.#skip -= skipped;
      if (skipped === bytes.length) return;
      bytes = bytes.slice(skipped);
    }
    if (this.#shows) this.#bytes += bytes;
  }

  #symbol(symbol: string): void {
    if (this.#passedOver()) return;
    if (symbol === "*") this.#ignorable = this.#begins;
    else if (symbol === "\\" || symbol === "{" || symbol === "}") this.#addBytes(symbol);
    else if (symbol === "~") this.#show("\u00a0");
    else if (symbol === "_") this.#show(this.#plain ? "\u2011" : "\u00ad");
    else if (symbol === "-" && this.#plain) this.#show("\u00ad");
    else if (symbol === "\r" || symbol === "\n") this.#show("\r\n");
  }

  #word(word: string, param: number | undefined): void {
    if (this.#passedOver()) return;
    if (this.#begins) this.#enter(word);
    const group = this.#group;
    if (word === "u") {
      this.#skip = group.fallback;
      // Signed 16 bits; a character beyond them comes as its two halves.
      if (param !== undefined) this.#show(String.fromCharCode(param & 0xffff));
    } else if (word === "uc") {
      group.fallback = Math.max(0, param ?? 1);
    } else if (word === "htmlrtf") {
      this.#decode();
      group.rtfOnly = this.#html && param !== 0;
    } else if (group.fontTable) {
      this.#pages.define(word, param);
    } else if (word === "f" || word === "plain") {
      this.#decode();
      group.font = word === "f" ? param : undefined;
    } else if (this.#outer.length === 1 && CodePages.HEADER.has(word)) {
      this.#pages.header(word, param);
    } else {
      const shown = SHOWN.get(word) ?? (this.#plain ? SHOWN_IN_TEXT.get(word) : undefined);
      if (shown !== undefined) this.#show(shown);
    }
  }

  /** The first word of a group says what it is. */
  #enter(word: string): void {
    const group = this.#group;
    if (this.#html && word === "htmltag") group.markup = true;
    else if (HIDDEN.has(word)) group.hidden = true;
    else if (LIST_MARKS.has(word)) group.hidden ||= !this.#plain;
    else if (this.#ignorable && !FORMATS.has(word)) group.hidden = true;
    if (word === "fonttbl") group.fontTable = true;
  }

  /** Behind \u a control counts as one character. */
  #passedOver(): boolean {
    if (this.#skip === 0) return false;
    this.#skip -= 1;
    return true;
  }

  #show(text: string): void {
    if (!this.#shows) return;
    this.#decode();
    this.#text += text;
  }

  #decode(): void {
    const bytes = this.#bytes;
    if (bytes === "") return;
    this.#bytes = "";
    const { markup, font } = this.#group;
    const page = markup ? this.#pages.own : this.#pages.of(font);
    const text = page === SYMBOLS || isAscii(bytes) ? bytes : decodeCodePage(Buffer.from(bytes, "latin1"), page);
    this.#text += this.#html && !markup ? text.replace(/[<>]/g, (sign) => (sign === "<" ? "&lt;" : "&gt;")) : text;
  }
}

const isAscii = (bytes: string): boolean => !/[\x80-\xff]/.test(bytes);
