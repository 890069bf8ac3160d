// EnhancedTimeSpan as administrators write it: "[d.]hh:mm:ss". Set-OrganizationConfig -MessageRecallMaxRecallableAge
import { parseDuration } from "../organization/units.ts";

const DAY_MS = 86_400_000;

/** Milliseconds; undefined for text of another form. A bare number is days, as .NET reads it. */
export function parseTimeSpan(text: string): number | undefined {
  const wanted = text.trim();
  if (/^\d{1,4}$/.test(wanted)) return Number(wanted) * DAY_MS;
  return wanted.includes(":") ? parseDuration(wanted) : undefined;
}

/** "365.00:00:00", "01:30:00" */
export function formatTimeSpan(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const two = (amount: number) => String(Math.floor(amount)).padStart(2, "0");
  const time = `${two((ms % DAY_MS) / 3_600_000)}:${two((ms % 3_600_000) / 60_000)}:${two((ms % 60_000) / 1000)}`;
  return days > 0 ? `${days}.${time}` : time;
}
