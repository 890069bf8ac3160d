// The way of a message as a row of small nodes: where it was, whether that went well, and after how long.
import type { JourneySummary } from "../api/types.ts";
import { duration } from "../parts/time.tsx";
import "./hop-strip.css";

export type Stop = JourneySummary["strip"][number];

const SIGNS: Readonly<Record<Stop["state"], string>> = { ok: "✓", failed: "✕", waiting: "…" };
const WORDS: Readonly<Record<Stop["state"], string>> = { ok: "done", failed: "failed", waiting: "waiting" };

export function HopStrip({ journey }: { journey: Pick<JourneySummary, "strip"> }) {
  return (
    <span class="hop-strip" data-testid="hop-strip">
      {journey.strip.map((stop, index) => (
        <span key={`${index}${stop.place}`} class={`stop ${stop.state}`} title={titleOf(stop)}>
          <span class="node" aria-hidden="true">
            {SIGNS[stop.state]}
          </span>
          <span class="place">{stop.place}</span>
          <span class="visually-hidden">, {WORDS[stop.state]}</span>
          <span class="after">{stop.ms === null ? "" : duration(stop.ms)}</span>
        </span>
      ))}
    </span>
  );
}

const titleOf = ({ place, name, ms, state }: Stop): string =>
  `${place}${name === place ? "" : `: ${name}`} · ${WORDS[state]}${ms === null ? "" : ` after ${duration(ms)}`}`;
