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
  return isOrdered ? all : all.sort((one, other) => (isOlder(one, other) ? 1 : -1));
}

/** The first page, asked for anew: what a reader scrolled to beyond it stays. */
export function refresh(known: readonly JourneySummary[], page: readonly JourneySummary[]): readonly JourneySummary[] {
  const last = page.at(-1);
  return last ? [...page, ...known.filter((journey) => isOlder(journey, last))] : [];
}

/** As the sandbox lists them: ids order what began in one millisecond. */
const isOlder = (one: JourneySummary, other: JourneySummary): boolean =>
  one.startedAt === other.startedAt ? one.id < other.id : one.startedAt < other.startedAt;
