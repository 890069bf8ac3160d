// Text of strangers with its invisible characters made visible: "invoice⟨U+202E⟩fdp.exe" would else read "invoiceexe.pdf".

/** What turns the direction of text, hides in it, or is no text; of line ends only those that end none. Unicode Standard Annex 9 §2 */
const HIDDEN =
  /(?!\r\n)[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const LONGEST_CODE = 4;

const JOINER = "\u200d";
const NON_JOINER = "\u200c";
const PICTURE = /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?$/u;
/** Scripts in which letters join, so that joiners are spelling. [Unicode] §9.2, §12.1 */
const JOINING =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{M}]$/u;

export const visibleText = (text: string): string =>
  text.replace(HIDDEN, (character, at: number) =>
    isSpelling(text, character, at)
      ? character
      : `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(LONGEST_CODE, "0")}⟩`,
  );

/** A family of several pictures, a Persian compound: read as it is. */
function isSpelling(text: string, character: string, at: number): boolean {
  if (character !== JOINER && character !== NON_JOINER) return false;
  if (character === JOINER && PICTURE.test(text.slice(Math.max(0, at - 4), at))) return true;
  return JOINING.test(text.charAt(at - 1)) && JOINING.test(text.charAt(at + 1));
}
