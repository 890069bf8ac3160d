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

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" },
  ...{ auml: "ä", ouml: "ö", uuml: "ü", szlig: "ß", eacute: "é", egrave: "è", euro: "€", hellip: "…", mdash: "—" },
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
