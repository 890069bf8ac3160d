// What bytes are that aren't TNEF, by how they begin: the answer to "why can't it be read".

const BEGINNINGS: readonly (readonly [hex: string, what: string])[] = [
  ["d0cf11e0a1b11ae1", "a compound file, as .msg, .doc and .xls are: Outlook saves messages so, mail carries TNEF"],
  ["504b0304", "a ZIP archive, as .docx and .xlsx are"],
  ["25504446", "a PDF"],
  ["89504e47", "a PNG picture"],
  ["ffd8ff", "a JPEG picture"],
  ["47494638", "a GIF picture"],
  ["1f8b", "gzip: unpack it first"],
  ["7b5c727466", "rich text (RTF): TNEF has it compressed inside"],
  ["21424e44", "a .pst or .ost: a whole store of Outlook"],
  ["7f454c46", "a program"],
];

/** "a PDF"; undefined where nothing is known. */
export function looksLike(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return "empty";
  const begin = bytes.toString("hex", 0, 16);
  const known = BEGINNINGS.find(([hex]) => begin.startsWith(hex));
  if (known) return known[1];
  const text = bytes.toString("latin1", 0, 2048);
  if (/^\s*eJ8\+I/.test(text)) return "TNEF in base64: decode it first, `base64 -d`";
  if (/^\s*(?:<!doctype html|<html)/i.test(text)) return "HTML";
  if (/^\s*BEGIN:VCALENDAR/i.test(text)) return "an iCalendar";
  if (/^begin [0-7]{3} /m.test(text)) return "uuencode: decode it first";
  return /^[\t\n\f\r\x20-\x7e\x80-\xff]+$/.test(text) ? "text" : undefined;
}

/** A header field, or the line that separates the messages of an mbox. */
export function looksLikeMail(bytes: Buffer): boolean {
  return /^(?:From .*\r?\n)?[\x21-\x39\x3b-\x7e]+:/.test(bytes.toString("latin1", 0, 1024));
}
