// What a screen asks of the sandbox: asked when what it depends on changes, when `reload` is called, and when the
// connection comes back; the last answer stays meanwhile, so that nothing flickers.
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
  const reload = useCallback(() => {
    const mine = ++generation.current;
    load().then(
      (value) => mine === generation.current && setState({ value }),
      (error: Error) => mine === generation.current && setState((before) => ({ ...before, error })),
    );
  }, dependsOn);
  useEffect(reload, [reload]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = follow((event) => {
      if (!changes(event) || timer !== undefined) return;
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
