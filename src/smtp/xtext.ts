// xtext, RFC 3461 §4: printable ASCII in which "+", "=" and everything else is written as "+" and two hex digits.

/** Gives undefined when the text is no xtext or hides control characters. */
export function decodeXtext(text: string): string | undefined {
  if (!/^(?:[!-*,-<>-~]|\+[0-9A-F]{2})*$/.test(text)) return undefined;
  if (!text.includes("+")) return text;
  const bytes = text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const decoded = Buffer.from(bytes, "latin1").toString("utf8");
  return /[\x00-\x1f\x7f-\x9f\ufffd]/.test(decoded) ? undefined : decoded;
}

export function encodeXtext(text: string): string {
  return Buffer.from(text, "utf8")
    .toString("latin1")
    .replace(/[^!-*,-<>-~]/g, (c) => `+${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
