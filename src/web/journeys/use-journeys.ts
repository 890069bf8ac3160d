// The journeys that answer a search, newest first, kept true by the event stream.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { follow } from "../api/events.ts";
import { get } from "../api/http.ts";
import type { JourneySummary } from "../api/types.ts";
import { merge } from "./merge.ts";

const PAGE = 200;

interface Page {
  readonly journeys: readonly JourneySummary[];
  readonly next?: string | null;
}

export interface Journeys {
  readonly journeys: readonly JourneySummary[];
  readonly error: Error | undefined;
  readonly isLoaded: boolean;
  readonly more: () => void;
  readonly reload: () => void;
}

export function useJourneys(search: string): Journeys {
  const [journeys, setJourneys] = useState<readonly JourneySummary[]>([]);
  const [error, setError] = useState<Error>();
  const [isLoaded, setLoaded] = useState(false);
  const generation = useRef(0);
  const state = useRef({ isComplete: false, isFetching: false, last: undefined as string | undefined });

  const load = useCallback(
    (before?: string) => {
      const mine = before === undefined ? ++generation.current : generation.current;
      state.current.isFetching = true;
      get<Page>("/api/journeys", { q: search, limit: PAGE, before })
        .then((page) => {
          if (mine !== generation.current) return;
          state.current.isComplete = page.journeys.length < PAGE;
          state.current.last = page.journeys.at(-1)?.id;
          setJourneys((known) => (before === undefined ? page.journeys : merge(known, page.journeys)));
          setError(undefined);
          setLoaded(true);
        })
        .catch((failure: Error) => mine === generation.current && setError(failure))
        .finally(() => {
          state.current.isFetching = false;
        });
    },
    [search],
  );

  useEffect(() => load(), [load]);
  useEffect(() => {
    let changed = new Map<string, JourneySummary>();
    let isDue = false;
    const show = () => {
      isDue = false;
      const news = [...changed.values()];
      changed = new Map();
      setJourneys((known) => merge(known, news));
    };
    return follow((event) => {
      // What a search makes of a change, only the sandbox knows.
      if (event.type === "gap" || (event.type === "journey" && search !== "")) return load();
      if (event.type !== "journey") return;
      const journey = event.data as unknown as JourneySummary;
      changed.set(journey.id, journey);
      if (!isDue) requestAnimationFrame(show);
      isDue = true;
    });
  }, [load, search]);

  const more = useCallback(() => {
    const { isComplete, isFetching, last } = state.current;
    if (!isComplete && !isFetching && last !== undefined) load(last);
  }, [load]);
  return { journeys, error, isLoaded, more, reload: () => load() };
}
