// The name under which a browser keeps what a stranger named: whatever it holds, it harms no folder and hides no ending.
// RFC 6266, RFC 8187

/** What turns the direction of text, hides in it, or is no text. Unicode Standard Annex 9 §2 */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** What separates folders, drives and streams, and what shells and Windows take for something else. */
const SPECIAL = /[/\\:*?"<>|]/g;
/** Windows has devices under these names, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** Characters; file systems take 255 bytes. */
const LONGEST = 80;
const LONGEST_ENDING = 16;

/** Never empty. */
export function safeFileName(given: string): string {
  const clean = given
    .toWellFormed()
    .normalize("NFC")
    .replace(HIDDEN, "")
    .replace(SPECIAL, "_")
    .replace(/\s+/g, " ")
    // No hidden file, no folder above, nothing that Windows leaves out.
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const short = clean.replace(DEVICE, "_$&");
  return shorten(short) || "attachment";
}

function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const dot = characters.lastIndexOf(".");
  const ending = dot > 0 && characters.length - dot <= LONGEST_ENDING ? characters.slice(dot) : [];
  return [...characters.slice(0, LONGEST - ending.length), ...ending].join("");
}

/** Content-Disposition of a file to be kept: a plain form for old readers, the extended one for all others. RFC 6266 §4.3 */
export function attachmentDisposition(given: string): string {
  const name = safeFileName(given);
  // RFC 6266 appendix D: no percent sign in the plain form.
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const extended = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"${plain === name ? "" : `; filename*=UTF-8''${extended}`}`;
}
