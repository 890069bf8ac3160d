// The text of an HTML body, for readers that show no HTML. Tolerant and linear: tags are skipped, not understood.
import type { Steps } from "../../mime/in-turns.ts";

/** A comment, declaration or tag, a reference, or what stands between them. */
const TOKEN = /<!--|<[!?]|<\/?([a-z][a-z0-9]*)|&(#x?[0-9a-f]{1,8}|[a-z]{2,8});?|[^<&]+|[<&]/giy;
const INVISIBLE: ReadonlySet<string> = new Set(["script", "style", "title", "template"]);
const TURN = 65_536;

export function* textingHtml(html: string): Steps<string> {
  const writer = new TextWriter();
  const pattern = new RegExp(TOKEN);
  let yieldedAt = 0;
  for (let match = pattern.exec(html); match; match = pattern.exec(html)) {
    const [token, tag, reference] = match;
    if (token === "<!--") pattern.lastIndex = behind(html, "-->", pattern.lastIndex);
    else if (token === "<!" || token === "<?") pattern.lastIndex = behind(html, ">", pattern.lastIndex);
    else if (tag !== undefined) {
      const name = tag.toLowerCase();
      pattern.lastIndex = endOfTag(html, pattern.lastIndex);
      if (INVISIBLE.has(name) && token[1] !== "/") pattern.lastIndex = endOfElement(html, name, pattern.lastIndex);
      writer.tag(name, token[1] === "/");
    } else writer.text(reference === undefined ? token : resolve(reference, token));
    if (pattern.lastIndex - yieldedAt < TURN) continue;
    yieldedAt = pattern.lastIndex;
    yield;
  }
  return writer.finish();
}

const PARAGRAPHS: ReadonlySet<string> = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote"]);
const LINES: ReadonlySet<string> = new Set(["div", "tr", "li", "pre", "table", "hr", "dt", "dd", "body", "section"]);

/** White space collapses; blocks stand on lines of their own. */
class TextWriter {
  #lines: string[] = [];
  #line = "";
  #needsBlank = false;

  text(text: string): void {
    for (const piece of text.split(/([ \t\r\n]+)/)) {
      if (/^[ \t\r\n]/.test(piece)) this.#needsBlank = this.#line !== "";
      else if (piece !== "") {
        this.#line += (this.#needsBlank ? " " : "") + piece.replaceAll("\u00a0", " ");
        this.#needsBlank = false;
      }
    }
  }

  tag(name: string, isEnd: boolean): void {
    if (name === "br") this.#break();
    else if (PARAGRAPHS.has(name)) this.#paragraph();
    else if (LINES.has(name)) this.#freshLine();
    else if ((name === "td" || name === "th") && !isEnd && this.#line !== "") this.text("\t".concat(" "));
    if (name === "li" && !isEnd) this.#line = "* ";
  }

  finish(): string {
    this.#freshLine();
    while (this.#lines.at(-1) === "") this.#lines.pop();
    return this.#lines.map((line) => `${line}\r\n`).join("");
  }

  #break(): void {
    this.#lines.push(this.#line);
    this.#line = "";
    this.#needsBlank = false;
  }

  #freshLine(): void {
    if (this.#line !== "") this.#break();
  }

  #paragraph(): void {
    this.#freshLine();
    if (this.#lines.length > 0 && this.#lines.at(-1) !== "") this.#lines.push("");
  }
}

const NAMED_CHARACTERS: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  bull: "•",
  copy: "©",
  euro: "€",
  gt: ">",
  hellip: "…",
  laquo: "«",
  ldquo: "“",
  lsquo: "‘",
  lt: "<",
  mdash: "—",
  nbsp: "\u00a0",
  ndash: "–",
  quot: '"',
  raquo: "»",
  rdquo: "”",
  reg: "®",
  rsquo: "’",
};

function resolve(reference: string, token: string): string {
  if (reference[0] !== "#") return NAMED_CHARACTERS[reference] ?? token;
  const isHex = /^#x/i.test(reference);
  const code = Number.parseInt(reference.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return isCharacter ? String.fromCodePoint(code) : token;
}

function behind(html: string, text: string, from: number): number {
  const at = html.indexOf(text, from);
  return at < 0 ? html.length : at + text.length;
}

/** ">" may stand in a quoted value. */
function endOfTag(html: string, from: number): number {
  let quote = "";
  for (let at = from; at < html.length; at += 1) {
    const character = html.charAt(at);
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === ">") return at + 1;
    else if ((character === '"' || character === "'") && html.charAt(at - 1) === "=") quote = character;
  }
  return html.length;
}

function endOfElement(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}\\b`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}
