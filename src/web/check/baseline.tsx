// What changed since an earlier run, as the report has it.
import { OutcomeChip } from "./outcomes.tsx";
import type { Baseline } from "./run-view.ts";
import { showCase } from "./show-case.ts";

export function BaselineSection({ baseline }: { baseline: Baseline }) {
  const { name, verdict, newlyFailing, newlyPassing, noLongerJudged } = baseline;
  const count = newlyFailing.length + newlyPassing.length + noLongerJudged.length;
  return (
    <div data-testid="baseline">
      <h3>Against the baseline {name}</h3>
      {verdict.before !== verdict.after && (
        <p>
          Verdict: {verdict.before} → <b>{verdict.after}</b>
        </p>
      )}
      {count === 0 && <p>No case ends otherwise.</p>}
      <Changes title="Newly failing" changes={newlyFailing} />
      <Changes title="Newly passing" changes={newlyPassing} />
      <Changes title="No longer judged" changes={noLongerJudged} />
    </div>
  );
}

function Changes({ title, changes }: { title: string; changes: Baseline["newlyFailing"] }) {
  if (changes.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul class="changes">
        {changes.map(({ id, level, before, after, sentence }) => (
          <li key={id}>
            <button type="button" class="mono" data-testid={`changed-${id}`} onClick={() => showCase(id)}>
              {id}
            </button>{" "}
            {before === undefined ? "not run" : <OutcomeChip outcome={before} />} → <OutcomeChip outcome={after} />{" "}
            <span dir="auto">{sentence}</span> <small>{level}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
