// HTML as a reader sees it: its words, and what it links to or shows.

/** Without tags, style and scripts; blanks as one. In one pass: who wrote it may be a stranger. */
export function visibleText(html: string): string {
  const lower = html.toLowerCase();
  let text = "";
  let at = 0;
  for (let open = html.indexOf("<"); open >= 0; open = html.indexOf("<", at)) {
    text += html.slice(at, open);
    const end = markupEnd(html, lower, open);
    text += end === open + 1 ? "<" : " ";
    at = end;
  }
  return decodeEntities(text + html.slice(at))
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

/** Behind what begins here and is not shown; one on where it is no markup. */
function markupEnd(html: string, lower: string, open: number): number {
  const behind = (what: string, from = open) => {
    const found = lower.indexOf(what, from);
    return found < 0 ? html.length : found + what.length;
  };
  if (lower.startsWith("<!--", open)) return behind("-->");
  const hidden = /^<(style|script|title)\b/.exec(lower.slice(open, open + 8))?.[1];
  if (hidden) return behind(">", behind(`</${hidden}`));
  return /[a-z!/?]/.test(lower[open + 1] ?? "") ? behind(">") : open + 1;
}

/** Values of href and src, in order. */
export function references(html: string): string[] {
  return [...html.matchAll(/\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi)].map(([, a, b, c]) =>
    decodeEntities(a ?? b ?? c ?? ""),
  );
}

/** Of U+00A0 to U+00FF, in order. RFC 1866 §14 */
const LATIN1_NAMES = [
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute",
  "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig",
  "Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash",
  "Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute",
  "ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc",
  "uuml yacute thorn yuml",
].join(" ");

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...LATIN1_NAMES.split(" ").map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
  ...Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", euro: "€", hellip: "…", trade: "™" }),
  ...Object.entries({ ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", bull: "•" }),
]);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}\d{0,2}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES.get(name) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
