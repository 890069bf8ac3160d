// Style sheets of mail, so that nothing in them can be fetched. The frame's policy forbids it, too; this keeps a browser
// from even asking its policy, and lets the rest of a declaration live.

export interface QuietCss {
  readonly css: string;
  /** Fetches that were taken out: pictures, fonts, other sheets. */
  readonly removed: number;
}

const URL_FUNCTION = /url\(\s*(?:"([^"]*)"?|'([^']*)'?|([^)]*))\s*\)?/gi;
const INLINE = /^\s*data:image\/(?:png|jpe?g|gif|webp|bmp)[;,]/i;

export function quietCss(text: string): QuietCss {
  let removed = 0;
  const take = (instead: string) => {
    removed += 1;
    return instead;
  };
  const css = unescaped(text)
    .replace(/@import[^;]*;?/gi, () => take(""))
    .replace(URL_FUNCTION, (whole, double, single, bare) =>
      INLINE.test(double ?? single ?? bare ?? "") ? whole : take("none"),
    )
    // A function that nobody knows makes its declaration void.
    .replace(/(?:-webkit-)?image-set\s*\(|(?<![-\w])(?:image|src|cross-fade|element)\s*\(/gi, () => take("blocked("))
    .replace(/expression\s*\(|-moz-binding|(?<![-\w])behavior\s*:/gi, () => take("blocked:"));
  return { css, removed };
}

/** "u\72l(" is "url(" to a browser. Escapes of other characters stay. [CSS Syntax Module Level 3] §4.3.7 */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text
    .replace(/\\([0-9a-f]{1,6})(?:\r\n|\s)?/gi, (whole, hex) => {
      const character = Number.parseInt(hex, 16) < 0x80 ? String.fromCharCode(Number.parseInt(hex, 16)) : "";
      return /^[\w()@:/.-]$/.test(character) ? character : whole;
    })
    .replace(/\\([g-z@(:/.-])/gi, "$1");
}
