// Durations and sizes as administrators write them: "90s", "4h", "1h30m", "[d.]hh:mm:ss"; "35MB", "256KB".

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNIT_MS: Readonly<Record<string, number>> = { d: DAY, h: HOUR, m: MINUTE, s: SECOND, ms: 1 };
const UNIT_BYTES: Readonly<Record<string, number>> = {
  tb: 2 ** 40,
  gb: 2 ** 30,
  mb: 2 ** 20,
  kb: 2 ** 10,
  b: 1,
  "": 1,
};

/** Milliseconds, or undefined for text that is no duration. 0 needs no unit. */
export function parseDuration(text: string): number | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === "0") return 0;
  // EnhancedTimeSpan: hours end at 23, days stand before the dot.
  const span = /^(?:(\d{1,4})\.)?(2[0-3]|[01]?\d):([0-5]?\d):([0-5]?\d(?:\.\d{1,7})?)$/.exec(wanted);
  if (span) {
    const [, days = 0, hours, minutes, seconds] = span;
    return Math.round(Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND);
  }
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(wanted)) return undefined;
  let total = 0;
  for (const [, amount, unit = ""] of wanted.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

/** "1d", "90m", "500ms": one whole unit, the largest that fits. */
export function formatDuration(ms: number): string {
  if (ms === 0) return "0s";
  const unit = Object.keys(UNIT_MS).find((name) => ms % (UNIT_MS[name] ?? 1) === 0) ?? "ms";
  return `${ms / (UNIT_MS[unit] ?? 1)}${unit}`;
}

/** Bytes, or undefined. A number without a unit is bytes, as in the cmdlets. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?b|)$/.exec(text.trim().toLowerCase());
  if (!match) return undefined;
  const bytes = Math.round(Number(match[1]) * (UNIT_BYTES[match[2] ?? ""] ?? 1));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** "35MB", "1000B". */
export function formatSize(bytes: number): string {
  const unit = Object.keys(UNIT_BYTES).find((name) => bytes % (UNIT_BYTES[name] ?? 1) === 0 && bytes > 0) ?? "b";
  return `${bytes / (UNIT_BYTES[unit] ?? 1)}${unit.toUpperCase()}`;
}
