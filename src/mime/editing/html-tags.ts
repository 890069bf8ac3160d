// The tags of an HTML text in order, without comments and without what stands in scripts and styles. Linear: what is
// never closed swallows the rest, as in a browser. Text is any charset with ASCII inside, one character a byte.

export interface HtmlTag {
  /** Lower case. */
  readonly name: string;
  readonly isClosing: boolean;
  readonly start: number;
  readonly end: number;
  /** What stands between the name and ">", its first 2,000 characters. */
  readonly attributes: string;
}

/** Undefined now and then where text is full of "<" that begin no tag, so that the reader may hand over. */
export function* htmlTags(html: string): Generator<HtmlTag | undefined, void, void> {
  let at = html.indexOf("<");
  for (let seen = 1; at >= 0; seen += 1) {
    if (seen % 1024 === 0) yield undefined;
    let end = skipMarkup(html, at);
    if (end === undefined) {
      const tag = tagAt(html, at);
      if (!tag) {
        at = html.indexOf("<", at + 1);
        continue;
      }
      yield tag;
      end = tag.isClosing ? tag.end : skipRawText(html, tag);
    }
    if (end < 0) return;
    at = html.indexOf("<", end);
  }
}

/** Comments, declarations and processing instructions; undefined where a tag may be. */
function skipMarkup(html: string, at: number): number | undefined {
  if (html.startsWith("<!--", at)) return after(html, "-->", at + 4);
  if (html[at + 1] === "!" || html[at + 1] === "?") return after(html, ">", at + 2);
  return undefined;
}

function after(html: string, text: string, from: number): number {
  const at = html.indexOf(text, from);
  return at < 0 ? -1 : at + text.length;
}

const NAME = /<(\/?)([a-z][a-z0-9:_-]{0,30})/iy;

/** Undefined where "<" is text. A tag without end reaches to the end of all. */
function tagAt(html: string, at: number): HtmlTag | undefined {
  NAME.lastIndex = at;
  const match = NAME.exec(html);
  if (!match) return undefined;
  const from = at + match[0].length;
  const end = tagEnd(html, from);
  const attributes = html.slice(from, Math.min(end - 1, from + 2000));
  return { name: (match[2] ?? "").toLowerCase(), isClosing: match[1] === "/", start: at, end, attributes };
}

const QUOTE_OR_END = /["'>]/g;
/** Quoted values in one tag; with more it is no tag that anybody wrote. */
const MAX_QUOTED = 10_000;

function tagEnd(html: string, from: number): number {
  let at = from;
  for (let quoted = 0; quoted < MAX_QUOTED; quoted += 1) {
    QUOTE_OR_END.lastIndex = at;
    const match = QUOTE_OR_END.exec(html);
    if (!match) break;
    if (match[0] === ">") return match.index + 1;
    const close = html.indexOf(match[0], match.index + 1);
    if (close < 0) break;
    at = close + 1;
  }
  return html.length;
}

/** Behind an opening tag: where markup goes on. */
function skipRawText(html: string, tag: HtmlTag): number {
  const end = RAW_TEXT[tag.name];
  if (!end) return tag.end;
  end.lastIndex = tag.end;
  return end.exec(html)?.index ?? -1;
}

const RAW_TEXT: Readonly<Record<string, RegExp>> = {
  script: /<\/script/gi,
  style: /<\/style/gi,
  title: /<\/title/gi,
  textarea: /<\/textarea/gi,
};
