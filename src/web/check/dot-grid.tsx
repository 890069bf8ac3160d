// One dot for each case, by group, filled as its trials end; a press goes to what is told of it.
import type { Check } from "../api/answers.ts";
import { OUTCOMES } from "./outcomes.tsx";
import { type Dot, dotsOf } from "./run-view.ts";
import { showCase } from "./show-case.ts";

export function DotGrid({ check }: { check: Check }) {
  const ended = check.trials.length;
  const all = check.planned.reduce((sum, { trials }) => sum + trials, 0);
  return (
    <div class="dot-grid" data-testid="dots">
      <p>
        <progress max={Math.max(1, all)} value={ended} aria-label="Trials that have ended" />{" "}
        <span class="tabular">
          {ended} of {all} trials, {check.planned.length} cases
        </span>
      </p>
      {[...dotsOf(check)].map(([group, dots]) => (
        <fieldset key={group} class="dots" aria-label={group}>
          <span class="group mono">{group}</span>
          <span>
            {dots.map((dot) => (
              <DotButton key={dot.id} dot={dot} />
            ))}
          </span>
        </fieldset>
      ))}
    </div>
  );
}

function DotButton({ dot: { id, title, outcome, sentence, isComplete } }: { dot: Dot }) {
  const [tone, sign] = outcome === undefined ? (["none", "·"] as const) : OUTCOMES[outcome];
  const state = outcome === undefined ? "not yet" : isComplete ? outcome : `${outcome}, going on`;
  return (
    <button
      type="button"
      class={`dot ${tone}${isComplete ? "" : " open"}`}
      aria-label={`${id} ${title}: ${state}`}
      title={`${id} ${title}\n${state}${sentence === "" ? "" : `: ${sentence}`}`}
      onClick={() => showCase(id)}
    >
      {sign}
    </button>
  );
}
