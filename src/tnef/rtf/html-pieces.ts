// HTML cut into its markup and its words, for the groups that encapsulate them. [MS-OXRTFEX] §2.1.3.1.4
// Nothing is repaired: the pieces in their order are the HTML. Each character is looked at once.

export interface HtmlPiece {
  /** The parameter of \htmltag, which tells where a fragment stands and what it is; "text" stands between such groups. */
  readonly kind: number | "text";
  readonly text: string;
  /** RTF that a reader of nothing else shows in its place. */
  readonly seen?: string;
}

/** \htmltag of elements as Outlook writes it; that of an end tag is 8 more. */
const OF_ELEMENT: Readonly<Record<string, number>> = {
  html: 19,
  head: 34,
  title: 177,
  meta: 161,
  link: 161,
  base: 161,
  style: 241,
  script: 241,
  body: 50,
  p: 64,
  div: 96,
  br: 116,
  table: 96,
  tr: 96,
  td: 96,
  ul: 96,
  ol: 96,
  li: 96,
  h1: 64,
  h2: 64,
  h3: 64,
  span: 148,
  font: 148,
};
export const OTHER_TAG = 84;
const OUTSIDE = 243;
const END_TAG = 8;
const LINE_END = 4;

const BLOCKS = /^(p|div|tr|li|h[1-6]|ul|ol|table|pre|blockquote)$/;
/** Their text is none. */
const RAW = /^(style|script|title)$/;

/** What a reader of RTF sees for the entities that are written most. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": "\\~",
};

export function* htmlPieces(html: string): Generator<HtmlPiece, void, void> {
  const ends = new Ends(html);
  // Text up to what needs a group, then that: a tag's beginning, an entity, a line end, or a sign that stands alone.
  const sign = /<!--|<[a-zA-Z/!?]|&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});|\r\n|[<>&\r\n]/g;
  let at = 0;
  for (let found = sign.exec(html); found; found = sign.exec(html)) {
    if (found.index > at) yield { kind: "text", text: html.slice(at, found.index) };
    const [start] = found;
    at = found.index + start.length;
    const end = start.startsWith("<") && start.length > 1 ? tagEnd(ends, start, found.index) : -1;
    if (end < 0) {
      yield single(start);
    } else {
      const tag = tagPiece(html.slice(found.index, end));
      yield tag.piece;
      const behind = RAW.test(tag.opens) ? ends.of(`</${tag.opens}`, end) : -1;
      if (behind > end) yield { kind: tag.piece.kind, text: html.slice(end, behind) };
      at = Math.max(end, behind);
    }
    sign.lastIndex = at;
  }
  if (at < html.length) yield { kind: "text", text: html.slice(at) };
}

/** Behind the tag or the comment that begins at `at`; -1: it has no end. */
function tagEnd(ends: Ends, start: string, at: number): number {
  const comment = start === "<!--" ? ends.of("-->", at + start.length) : -1;
  if (comment >= 0) return comment + "-->".length;
  const end = ends.of(">", at);
  return end < 0 ? -1 : end + 1;
}

function single(text: string): HtmlPiece {
  if (text === "\r\n" || text === "\r" || text === "\n") return { kind: LINE_END, text };
  const seen = ENTITIES[text] ?? (text.length === 1 ? text : undefined);
  return seen === undefined ? { kind: OTHER_TAG, text } : { kind: OTHER_TAG, text, seen };
}

function tagPiece(text: string): { piece: HtmlPiece; opens: string } {
  if (text.startsWith("<!") || text.startsWith("<?")) return { piece: { kind: OUTSIDE, text }, opens: "" };
  const name = /^<\/?([a-zA-Z][a-zA-Z0-9]{0,31})/.exec(text)?.[1]?.toLowerCase() ?? "";
  const closes = text.startsWith("</");
  const kind = (Object.hasOwn(OF_ELEMENT, name) ? (OF_ELEMENT[name] as number) : OTHER_TAG) + (closes ? END_TAG : 0);
  if (name === "br") return { piece: { kind, text, seen: "\\line" }, opens: "" };
  if (closes && BLOCKS.test(name)) return { piece: { kind, text, seen: "\\par" }, opens: "" };
  return { piece: { kind, text }, opens: closes ? "" : name };
}

/** Looks for ends, and for each only once where there is none any more. */
class Ends {
  readonly #html: string;
  #lower: string | undefined;
  readonly #none = new Set<string>();

  constructor(html: string) {
    this.#html = html;
  }

  of(end: string, from: number): number {
    if (this.#none.has(end)) return -1;
    // Lengths stay: only ASCII letters fall.
    if (end.startsWith("</")) this.#lower ??= this.#html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    const at = (end.startsWith("</") ? (this.#lower ?? "") : this.#html).indexOf(end, from);
    if (at < 0) this.#none.add(end);
    return at;
  }
}
