// The rows of a message trace, page by page; asked again when mail moves, as long as it is the first page that is shown.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Answers } from "../api/answers.ts";
import { follow } from "../api/events.ts";
import { invoke, type Parameters } from "../api/exchange.ts";
import { get } from "../api/http.ts";
import { type Filters, parametersOf } from "./filters.ts";
import type { TraceRow } from "./trace-row.ts";

const PAGE = 100;
/** Of what is exported, not drawn. */
const LARGE_PAGE = 1000;
/** Mail that moves is looked for so often at most. */
const PAUSE_MS = 500;

export interface Trace {
  readonly rows: readonly TraceRow[] | undefined;
  readonly warnings: readonly string[];
  readonly error: Error | undefined;
  readonly parameters: Parameters;
  readonly more: (() => void) | undefined;
  /** All rows that these filters have, as far as the service gives them. */
  readonly all: () => Promise<readonly TraceRow[]>;
  readonly reload: () => void;
}

export function useTrace(filters: Filters): Trace {
  const [state, setState] = useState<Omit<Trace, "more" | "all" | "reload"> & { next?: string | undefined }>({
    ...{ rows: undefined, warnings: [], error: undefined, parameters: {} },
  });
  const generation = useRef(0);
  const isGoingOn = useRef(false);
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
    // Mail that moves meanwhile would begin anew with the first page.
    const mine = ++generation.current;
    isGoingOn.current = true;
    invoke<TraceRow>("Get-MessageTraceV2", parameters, { size: PAGE, at: next })
      .then(
        (page) => {
          if (mine !== generation.current) return;
          setState((before) => ({ ...before, rows: [...(before.rows ?? []), ...page.objects], next: page.next }));
        },
        (error: Error) => setState((before) => ({ ...before, error })),
      )
      .finally(() => {
        isGoingOn.current = false;
      });
  };

  const all = async () => {
    const rows: TraceRow[] = [];
    let at: string | undefined;
    do {
      const page = await invoke<TraceRow>("Get-MessageTraceV2", state.parameters, { size: LARGE_PAGE, at });
      rows.push(...page.objects);
      at = page.next;
    } while (at !== undefined);
    return rows;
  };

  const isFirstPage = (state.rows?.length ?? 0) <= PAGE;
  const hasFailed = state.error !== undefined;
  useEffect(reload, [reload]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = follow(({ type }) => {
      const isBack = type === "connected" && hasFailed;
      if (!isFirstPage || timer !== undefined || !(type === "journey" || type === "gap" || isBack)) return;
      timer = setTimeout(() => {
        timer = undefined;
        if (!isGoingOn.current) reload();
      }, PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [reload, isFirstPage, hasFailed]);
  return { ...state, more: state.next === undefined ? undefined : more, all, reload };
}
