// The way of a message as a row of small nodes: where it was, whether that went well, and after how long.
import type { JourneySummary } from "../api/types.ts";
import { duration } from "../parts/time.tsx";
import { isAnotherCopy, reachedAfter, type Stop } from "./strip.ts";
import "./hop-strip.css";

const SIGNS: Readonly<Record<Stop["state"], string>> = { ok: "✓", failed: "✕", waiting: "…" };
const WORDS: Readonly<Record<Stop["state"], string>> = { ok: "done", failed: "failed", waiting: "waiting" };

/** Stops that stand side by side on a phone. */
const SHORT = 6;

export function HopStrip({ journey: { strip } }: { journey: Pick<JourneySummary, "strip"> }) {
  return (
    <span class={strip.length > SHORT ? "hop-strip long" : "hop-strip"} data-testid="hop-strip">
      {strip.map((stop, index) => (
        <span
          key={`${index}${stop.place}`}
          class={`stop ${stop.state} ${isAnotherCopy(strip, index) ? "another" : ""}`}
          title={titleOf(stop)}
        >
          <span class="node" aria-hidden="true">
            {SIGNS[stop.state]}
          </span>
          <span class="place">{stop.place}</span>
          <span class="visually-hidden">, {WORDS[stop.state]}</span>
          <span class="after">{timeOf(reachedAfter(strip, index))}</span>
        </span>
      ))}
    </span>
  );
}

const timeOf = (ms: number | null): string => (ms === null ? "" : duration(ms));

const titleOf = ({ place, name, ms, state }: Stop): string =>
  `${place}${name === place ? "" : `: ${name}`} · ${WORDS[state]}${ms === null ? "" : ` after ${duration(ms)}`}`;
