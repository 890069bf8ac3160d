// The rows of a message trace, page by page; asked again when mail moves, as long as it is the first page that is shown.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Answers } from "../api/answers.ts";
import { follow } from "../api/events.ts";
import { invoke, type Parameters } from "../api/exchange.ts";
import { get } from "../api/http.ts";
import { type Filters, parametersOf } from "./filters.ts";
import type { TraceRow } from "./trace-row.ts";

const PAGE = 100;
/** Mail that moves is looked for so often at most. */
const PAUSE_MS = 500;

export interface Trace {
  readonly rows: readonly TraceRow[] | undefined;
  readonly warnings: readonly string[];
  readonly error: Error | undefined;
  readonly parameters: Parameters;
  readonly more: (() => void) | undefined;
  readonly reload: () => void;
}

export function useTrace(filters: Filters): Trace {
  const [state, setState] = useState<Omit<Trace, "more" | "reload"> & { next?: string | undefined }>({
    ...{ rows: undefined, warnings: [], error: undefined, parameters: {} },
  });
  const generation = useRef(0);
  const key = JSON.stringify(filters);
  const reload = useCallback(() => {
    const mine = ++generation.current;
    const load = async () => {
      const { now } = await get<Answers["readClock"]>("/api/clock");
      const parameters = parametersOf(filters, Date.parse(now));
      const { objects, warnings, next } = await invoke<TraceRow>("Get-MessageTraceV2", parameters, { size: PAGE });
      if (mine === generation.current) setState({ rows: objects, warnings, error: undefined, parameters, next });
    };
    load().catch((error: Error) => mine === generation.current && setState((before) => ({ ...before, error })));
  }, [key]);

  const more = () => {
    const { parameters, next } = state;
    const mine = generation.current;
    invoke<TraceRow>("Get-MessageTraceV2", parameters, { size: PAGE, at: next }).then(
      (page) => {
        if (mine !== generation.current) return;
        setState((before) => ({ ...before, rows: [...(before.rows ?? []), ...page.objects], next: page.next }));
      },
      (error: Error) => setState((before) => ({ ...before, error })),
    );
  };

  const isFirstPage = (state.rows?.length ?? 0) <= PAGE;
  useEffect(reload, [reload]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = follow(({ type }) => {
      if (!isFirstPage || timer !== undefined || (type !== "journey" && type !== "gap")) return;
      timer = setTimeout(() => {
        timer = undefined;
        reload();
      }, PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [reload, isFirstPage]);
  return { ...state, more: state.next === undefined ? undefined : more, reload };
}
