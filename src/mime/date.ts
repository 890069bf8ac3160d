// Dates as RFC 5322 §3.3 writes them, read with the obsolete forms of §4.3.
import type { Instant } from "../runtime/clock.ts";

/** "Fri, 20 Nov 2026 12:00:00 +0000": the zero-padded form Exchange Online writes. */
export function formatRfc5322Date(instant: Instant): string {
  return new Date(instant).toUTCString().replace("GMT", "+0000");
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DATE =
  /^(?:[a-z]{2,9}\.?\s*,?\s*)?(\d{1,2})[\s-]*([a-z]{3})[a-z]*\.?[\s-]*(\d{2,4})\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?\s*([+-]\d{4}|[a-z]{1,5})?(?:\s|$)/i;

// RFC 5322 §4.3; military letters and unknown names are -0000.
const ZONES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

/** Undefined where the value is no date; a missing zone is UTC. */
export function parseDate(value: string): Instant | undefined {
  const match = DATE.exec(withoutComments(value).trim().slice(0, 200));
  if (!match) return undefined;
  const [, day = "", monthName = "", yearText = "", hour = "", minute = "", second = "0", zone = ""] = match;
  const month = MONTHS.indexOf(monthName.toLowerCase());
  const year = fullYear(yearText);
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (month < 0 || h > 23 || m > 59 || s > 60) return undefined;
  const midnight = Date.UTC(year, month, Number(day));
  // The 31st of February is no date.
  if (new Date(midnight).getUTCDate() !== Number(day)) return undefined;
  return midnight + ((h * 60 + m - zoneMinutes(zone)) * 60 + s) * 1000;
}

/** RFC 5322 §4.3: two and three digits. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return text.length === 3 ? 1900 + year : year;
}

function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d\d)(\d\d)$/.exec(zone);
  if (!match) return ZONES[zone.toUpperCase()] ?? 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === "-" ? -minutes : minutes;
}

/** RFC 5322 §3.2.2: comments nest. */
function withoutComments(value: string): string {
  if (!value.includes("(")) return value;
  let depth = 0;
  let text = "";
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at];
    if (depth > 0 && character === "\\") at += 1;
    else if (character === "(") depth += 1;
    else if (character === ")" && depth > 0) {
      depth -= 1;
      if (depth === 0) text += " ";
    } else if (depth === 0) text += character;
  }
  return text;
}
