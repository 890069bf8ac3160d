// Text for XML 1.0 and HTML: what a message says stays text, and what must not stand there is shown.

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** XML 1.0 has no way to write most control characters: they become their pictures. Lone surrogates become U+FFFD. */
export function escapeXml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (letter) => NAMED[letter] ?? letter);
}

/** No control character, nothing that turns the reading direction. Line ends stay. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (letter) => String.fromCharCode(0x2400 + letter.charCodeAt(0)))
    .replace(/[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g, hexName);
}

const hexName = (letter: string): string => `[U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
