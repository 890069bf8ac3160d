// What the stream and further pages bring, put into the list that is shown.
import type { JourneySummary } from "../api/types.ts";

/** Changed ones stay where they are, new ones stand by when they began, newest first. */
export function merge(known: readonly JourneySummary[], news: readonly JourneySummary[]): readonly JourneySummary[] {
  const byId = new Map(known.map((journey) => [journey.id, journey]));
  let isOrdered = true;
  for (const journey of news) {
    isOrdered &&= byId.has(journey.id);
    byId.set(journey.id, journey);
  }
  const all = [...byId.values()];
  // Ids grow with time (UUIDv7): they order what began in one millisecond.
  return isOrdered ? all : all.sort((a, b) => (a.id < b.id ? 1 : -1));
}
