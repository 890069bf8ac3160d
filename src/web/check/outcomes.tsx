// How a case ended: sign, colour and word.
import { Chip, type Tone } from "../parts/chip.tsx";
import { exact, relative } from "../parts/time.tsx";
import type { Outcome } from "./run-view.ts";

export const OUTCOMES: Readonly<Record<Outcome, readonly [tone: Tone, sign: string]>> = {
  OK: ["good", "✓"],
  "NON-STRICT": ["wait", "!"],
  INFORMATIONAL: ["note", "i"],
  FAILED: ["bad", "✕"],
  SKIPPED: ["none", "–"],
};

export function OutcomeChip({ outcome }: { outcome: Outcome }) {
  const [tone, sign] = OUTCOMES[outcome];
  return (
    <Chip tone={tone} sign={sign}>
      {outcome}
    </Chip>
  );
}

export function VerdictChip({ verdict, state }: { verdict: string | null; state: string }) {
  if (state !== "done")
    return (
      <Chip tone={state === "running" ? "wait" : "none"} sign={state === "running" ? "…" : "–"}>
        {state}
      </Chip>
    );
  if (verdict === null)
    return (
      <Chip tone="none" sign="–">
        no verdict
      </Chip>
    );
  const tone = verdict === "Transparent" ? "good" : verdict === "Not compatible" ? "bad" : "wait";
  return (
    <Chip tone={tone} sign={tone === "good" ? "✓" : tone === "bad" ? "✕" : "!"}>
      {verdict}
    </Chip>
  );
}

/** Of runs: they go by real time, whatever the sandbox's own is. */
export function RealTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(Date.parse(at), Date.now())}
    </time>
  );
}
