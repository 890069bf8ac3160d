// Words and phrases of rules: whole, in any case, without wildcards; `contoso` is in " Contoso," and not in "Acontoso".
import { runInTurns, type Steps } from "../mime/in-turns.ts";

/** Letters, digits and the marks that belong to a letter; anything else, an underscore too, parts words. */
const PART_OF_WORD = /[\p{L}\p{N}\p{M}]/u;

export function containsWord(text: string, word: string): boolean {
  return wordsIn(text)(word);
}

/** For a long text that is asked about many words. */
export function wordsIn(text: string): (word: string) => boolean {
  // Rule after rule asks about the same subject.
  if (text !== last.text) last = { text, searched: fold(text) };
  const { searched } = last;
  return (word) => contains(searched, foldedWord(word));
}

/** Characters that are folded without giving way: about 10 ms. */
const SLICE = 64 * 1024;

/** As wordsIn, for a text of any length: the event loop has its turns meanwhile. */
export async function wordsInLong(text: string): Promise<(word: string) => boolean> {
  if (text.length > SLICE && text !== last.text) {
    const searched = await runInTurns(folding(text));
    last = { text, searched };
  }
  return wordsIn(text);
}

/** Cut in front of blanks where there are any: neither case nor composed letters look across one. */
function* folding(text: string): Steps<string> {
  const slices: string[] = [];
  for (let start = 0; start < text.length; ) {
    const middle = start + SLICE;
    const blank = text.slice(middle, middle + SLICE).search(/\s/);
    const end = blank < 0 ? middle + SLICE : middle + blank;
    const slice = fold(text.slice(start, end));
    const rest = slices.at(-1)?.endsWith(" ") ? slice.trimStart() : slice;
    if (rest !== "") slices.push(rest);
    start = end;
    yield;
  }
  return slices.join("");
}

let last = { text: "", searched: "" };

const folded = new Map<string, string>();

function foldedWord(word: string): string {
  let known = folded.get(word);
  if (known === undefined) {
    known = fold(word);
    // Words come from the configuration: few, but a long life with many reloads should not keep them all.
    if (folded.size >= 5000) folded.clear();
    folded.set(word, known);
  }
  return known;
}

function contains(searched: string, wanted: string): boolean {
  if (wanted === "") return false;
  for (let index = searched.indexOf(wanted); index >= 0; index = searched.indexOf(wanted, index + 1)) {
    const end = index + wanted.length;
    if (isBoundary(searched, index) && isBoundary(searched, end)) return true;
  }
  return false;
}

/** Between two characters of which one parts words: so a word that begins or ends with punctuation is bounded there. */
function isBoundary(text: string, index: number): boolean {
  const before = /.$/su.exec(text.slice(Math.max(0, index - 2), index))?.[0] ?? "";
  const after = String.fromCodePoint(text.codePointAt(index) ?? 0x20);
  return !PART_OF_WORD.test(before) || !PART_OF_WORD.test(after);
}

/** Case, form of composed letters, and how many blanks a folded header left are no differences. */
function fold(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
}
