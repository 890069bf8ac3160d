// The journeys that answer a search, newest first, kept true by the event stream.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { follow } from "../api/events.ts";
import { get } from "../api/http.ts";
import type { JourneySummary } from "../api/types.ts";
import { merge, refresh } from "./merge.ts";

const PAGE = 200;
/** A search is asked so often at most, however much mail flows. */
const PAUSE_MS = 150;

/** Somebody types: so long a letter is waited for before what stands there is asked. */
const TYPING_MS = 80;

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
  const state = useRef({ next: undefined as string | undefined, isFetching: false, hasFailed: false });

  const ask = useCallback(
    (before: string | undefined, put: (page: Page) => void) => {
      const mine = before === undefined ? ++generation.current : generation.current;
      state.current.isFetching = true;
      get<Page>("/api/journeys", { q: search, limit: PAGE, before })
        .then((page) => {
          if (mine !== generation.current) return;
          put(page);
          state.current.hasFailed = false;
          setError(undefined);
          setLoaded(true);
        })
        .catch((failure: Error) => {
          if (mine !== generation.current) return;
          state.current.hasFailed = true;
          setError(failure);
        })
        .finally(() => {
          if (mine === generation.current) state.current.isFetching = false;
        });
    },
    [search],
  );
  const load = useCallback(
    () =>
      ask(undefined, ({ journeys: page, next }) => {
        state.current.next = next ?? undefined;
        setJourneys(page);
      }),
    [ask],
  );

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return load();
    }
    // An answer to what stood there before is none to what stands there now.
    generation.current += 1;
    state.current = { next: undefined, isFetching: false, hasFailed: false };
    const timer = setTimeout(load, TYPING_MS);
    return () => clearTimeout(timer);
  }, [load]);
  useEffect(() => {
    let changed = new Map<string, JourneySummary>();
    let isDue = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      isDue = false;
      const news = [...changed.values()];
      changed = new Map();
      setJourneys((known) => merge(known, news));
    };
    // What a search makes of a change, only the sandbox knows.
    const askAgain = () => {
      timer = undefined;
      ask(undefined, ({ journeys: page, next }) => {
        if (!next) state.current.next = undefined;
        setJourneys((known) => (next ? refresh(known, page) : page));
      });
    };
    const leave = follow((event) => {
      if (event.type === "gap" || (event.type === "connected" && state.current.hasFailed)) return load();
      if (event.type !== "journey") return;
      if (search !== "") {
        timer ??= setTimeout(askAgain, PAUSE_MS);
        return;
      }
      const journey = event.data as unknown as JourneySummary;
      changed.set(journey.id, journey);
      if (!isDue) requestAnimationFrame(show);
      isDue = true;
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [ask, load, search]);

  const more = useCallback(() => {
    const { next, isFetching, hasFailed } = state.current;
    if (next === undefined || isFetching || hasFailed) return;
    ask(next, (page) => {
      state.current.next = page.next ?? undefined;
      setJourneys((known) => merge(known, page.journeys));
    });
  }, [ask]);
  return { journeys, error, isLoaded, more, reload: load };
}
