// How the stops of a way belong together.
import type { JourneySummary } from "../api/types.ts";

export type Stop = JourneySummary["strip"][number];
type Strip = readonly Stop[];

const ENDS: ReadonlySet<string> = new Set([
  "mailbox",
  "internet",
  "dropped",
  "recall agent",
  "duplicate",
  "failed",
  "poison",
]);

/** What was sent on in several copies comes back in several: each begins where the one before had ended. */
export const isAnotherCopy = (strip: Strip, index: number): boolean =>
  strip[index]?.place === "tenant" && ENDS.has(strip[index - 1]?.place ?? "");

/**
 * Milliseconds after which the message was there. A smart host may hand it back before it answers: it had it by then,
 * whenever the answer came.
 */
export function reachedAfter(strip: Strip, index: number): number | null {
  const [stop, next] = [strip[index], strip[index + 1]];
  if (!stop || stop.ms === null) return null;
  const isHandedBack = stop.place === "smart host" && next?.place === "tenant" && next.ms !== null;
  return Math.max(0, isHandedBack ? Math.min(stop.ms, next.ms ?? stop.ms) : stop.ms);
}
