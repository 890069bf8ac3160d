// What a screen asks of the sandbox: asked when what it depends on changes, when `reload` is called, and, where it could
// not be told, when the connection comes back; the last answer stays meanwhile, so that nothing flickers.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { follow, type StreamEvent } from "../api/events.ts";

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
}

/**
 * @param changes true for events after which the answer may be another one.
 * @param pauseMs it is asked so often at most, however many events come.
 */
export function useLoaded<T>(
  load: () => Promise<T>,
  dependsOn: readonly unknown[],
  changes: (event: StreamEvent) => boolean = (event) => event.type === "gap",
  pauseMs = 50,
): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: Error }>({});
  const generation = useRef(0);
  const hasFailed = useRef(false);
  const reload = useCallback(() => {
    const mine = ++generation.current;
    load().then(
      (value) => {
        if (mine !== generation.current) return;
        hasFailed.current = false;
        setState({ value });
      },
      (error: Error) => {
        if (mine !== generation.current) return;
        hasFailed.current = true;
        setState((before) => ({ ...before, error }));
      },
    );
  }, dependsOn);
  useEffect(reload, [reload]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = follow((event) => {
      const isBack = event.type === "connected" && hasFailed.current;
      if (timer !== undefined || !(isBack || changes(event))) return;
      timer = setTimeout(() => {
        timer = undefined;
        reload();
      }, pauseMs);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [reload]);
  return { value: state.value, error: state.error, reload };
}
