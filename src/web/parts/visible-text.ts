// Text of strangers with its invisible characters made visible: "invoice⟨U+202E⟩fdp.exe" would else read "invoiceexe.pdf".

/** What turns the direction of text, hides in it, or is no text. Unicode Standard Annex 9 §2 */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LONGEST_CODE = 4;

export const visibleText = (text: string): string =>
  text.replace(
    HIDDEN,
    (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(LONGEST_CODE, "0")}⟩`,
  );
