// A run as it goes on: asked for once, then each trial is added as the event stream tells it. It is asked for again when it
// has ended, when the connection comes back, and where a trial was missed.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Check } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { type Loaded, useLoaded } from "../parts/use-loaded.ts";
import { type CheckEvent, laterOf, withEvent } from "./run-view.ts";

export function useRun(id: string): Loaded<Check> {
  const [shown, setShown] = useState<Check>();
  const known = useRef<Check | undefined>(undefined);
  const show = (check: Check) => {
    known.current = check;
    setShown(check);
  };
  const { value, error, reload } = useLoaded(
    () => get<Check>(`/api/checks/${encodeURIComponent(id)}`),
    [id],
    (event) => {
      if (event.type !== "check") return event.type === "gap" || event.type === "connected";
      if (event.data.checkId !== id) return false;
      const next = withEvent(known.current, event.data as unknown as CheckEvent);
      if (next) show(next);
      return next === undefined;
    },
  );
  useEffect(() => {
    if (value) show(laterOf(known.current, value));
  }, [value]);
  return { value: shown, error, reload };
}
