// In which code page the bytes of an RTF document are. Rich Text Format 1.9.1, "Font Table" and "Character Set"
import { DEFAULT_CODE_PAGE } from "../code-page.ts";

/** Fonts whose bytes are signs of their own; they are passed on as they are. */
export const SYMBOLS = 42;

/** By the number behind \fcharset; 1 means the document's own. */
const OF_CHARSET: Readonly<Record<number, number>> = {
  0: 1252,
  2: SYMBOLS,
  77: 10000,
  78: 932,
  79: 949,
  80: 936,
  81: 950,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};

/** By the document's first words. */
const OF_WORD: Readonly<Record<string, number>> = { ansi: DEFAULT_CODE_PAGE, mac: 10000, pc: 437, pca: 850 };

/** The code pages of a document: its own, and those of its fonts. */
export class CodePages {
  /** Words of the outermost group that `header` takes. */
  static readonly HEADER: ReadonlySet<string> = new Set([...Object.keys(OF_WORD), "ansicpg", "deff"]);
  #own = DEFAULT_CODE_PAGE;
  #defaultFont: number | undefined;
  /** The font that the table is telling of. */
  #entry: number | undefined;
  readonly #fonts = new Map<number, number>();

  get own(): number {
    return this.#own;
  }

  header(word: string, param: number | undefined): void {
    if (word === "deff") this.#defaultFont = param;
    else if (word !== "ansicpg") this.#own = OF_WORD[word] ?? this.#own;
    else if (param !== undefined && param > 0) this.#own = param;
  }

  /** A word of the font table. */
  define(word: string, param: number | undefined): void {
    if (word === "f") this.#entry = param;
    if (this.#entry === undefined || param === undefined) return;
    const page = word === "cpg" ? param : word === "fcharset" ? OF_CHARSET[param] : undefined;
    if (page !== undefined && page > 0) this.#fonts.set(this.#entry, page);
  }

  /** Of a font, the default one where none was named. */
  of(font: number | undefined): number {
    const named = font ?? this.#defaultFont;
    return (named === undefined ? undefined : this.#fonts.get(named)) ?? this.#own;
  }
}
