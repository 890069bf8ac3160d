// Two forms of a text, cut where they part: what a product wrote into it, or else the stretch that differs.

export interface Stretch {
  readonly text: string;
  readonly mark?: "inserted" | "removed" | "changed";
}

export interface MarkedTexts {
  readonly before: readonly Stretch[];
  readonly after: readonly Stretch[];
}

/** @param inserted blocks that were found in `after` and not before, as they stand there. */
export function markTexts(before: string | null, after: string | null, inserted: readonly string[]): MarkedTexts {
  if (before === null || after === null || before === after)
    return { before: before === null ? [] : [{ text: before }], after: after === null ? [] : [{ text: after }] };
  const blocks = outline(after, inserted);
  if (blocks) return { before: [{ text: before }], after: blocks };
  return parted(before, after);
}

/** Undefined where none of the blocks stands in the text. */
function outline(text: string, blocks: readonly string[]): Stretch[] | undefined {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const written of blocks) {
    // Line ends at its edges show nothing.
    const block = written.trim();
    const found = block === "" ? -1 : text.indexOf(block, at);
    if (found < 0) continue;
    stretches.push({ text: text.slice(at, found) }, { text: block, mark: "inserted" });
    at = found + block.length;
  }
  if (at === 0) return undefined;
  return [...stretches, { text: text.slice(at) }].filter(({ text }) => text !== "");
}

/** By what both begin with and both end with. */
function parted(before: string, after: string): MarkedTexts {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const cut = (text: string, mark: Stretch["mark"]): Stretch[] =>
    [
      { text: text.slice(0, start) },
      { text: text.slice(start, text.length - end), ...(mark && { mark }) },
      { text: text.slice(text.length - end) },
    ].filter(({ text }) => text !== "");
  const isOnly = (text: string) => text.length - end - start === 0;
  return {
    before: cut(before, isOnly(after) ? "removed" : "changed"),
    after: cut(after, isOnly(before) ? "inserted" : "changed"),
  };
}

/** All of a side, as one text. */
export const textsOf = (stretches: readonly Stretch[]): string => stretches.map(({ text }) => text).join("");

const OUTLINED = "outline:2px dashed #0b57a4;outline-offset:2px;background:#e3eefb";

/** HTML with an outline around what was inserted; not yet made safe. Other changes may cut through tags, and are left. */
export const htmlOf = (stretches: readonly Stretch[]): string =>
  stretches
    .map(({ text, mark }) => {
      // A block that is whole elements may hold paragraphs and tables, which no inline element may.
      const name = text.startsWith("<") && text.endsWith(">") ? "div" : "span";
      const isWhole = name === "div" || !/[<>]/.test(text);
      return mark === "inserted" && isWhole ? `<${name} style="${OUTLINED}">${text}</${name}>` : text;
    })
    .join("");
