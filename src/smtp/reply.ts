// SMTP replies, each named once. RFC 5321 §4.2, enhanced codes RFC 3463.

export interface SmtpReply {
  /** Three digits, RFC 5321 §4.2.1. */
  readonly code: number;
  /** RFC 3463, "5.7.1". */
  readonly enhanced: string;
  readonly text: string;
}

export function reply(code: number, enhanced: string, text: string): SmtpReply {
  return Object.freeze({ code, enhanced, text });
}

export function formatReply(r: SmtpReply): string {
  return r.enhanced === "" ? `${r.code} ${r.text}` : `${r.code} ${r.enhanced} ${r.text}`;
}

/** Reads a reply as another server sent it; several lines are joined with a blank. RFC 5321 §4.2.1. */
export function parseReply(line: string): SmtpReply {
  const text = line
    .split(/\r?\n/)
    .map((part, index) => (index === 0 ? part : part.replace(/^\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} )?/, "")))
    .join(" ")
    .trim();
  const match = /^(\d{3})[ -]?(?:(\d\.\d{1,3}\.\d{1,3})(?: |$))?(.*)$/s.exec(text);
  if (!match) return reply(451, "4.5.0", `Reply not understood: ${text}`);
  const code = Number(match[1]);
  return reply(code, match[2] ?? `${String(code).charAt(0)}.0.0`, (match[3] ?? "").trim());
}

export const isPositive = (r: SmtpReply): boolean => r.code >= 200 && r.code < 400;
export const isTransient = (r: SmtpReply): boolean => r.code >= 400 && r.code < 500;
export const isPermanent = (r: SmtpReply): boolean => r.code >= 500;
