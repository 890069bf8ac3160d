// Why each mail-flow rule did or did not act: every condition with what was expected, what was seen, and whether it held.
import type { Journey } from "../api/types.ts";
import { Chip, type Tone } from "../parts/chip.tsx";
import type { Inspected } from "./inspector.tsx";
import { Names } from "./names.tsx";
import { type Explanation, rulesOfPass } from "./rules.ts";

const RESULTS: Readonly<Record<Explanation["result"], readonly [Tone, string, string]>> = {
  matched: ["good", "✓", "matched"],
  matchedSome: ["note", "✓", "matched for some"],
  notMatched: ["none", "–", "did not match"],
  notActive: ["none", "○", "not active"],
  notReached: ["none", "⊘", "not reached"],
  failed: ["bad", "✕", "failed"],
};

export function Rules({ journey, entry }: Inspected) {
  const sets = rulesOfPass(journey, entry.networkMessageId);
  if (sets.length === 0) {
    return (
      <p class="faint">
        No mail-flow rule was asked in this pass. <a href="/mail-flow">Mail flow</a> has them all.
      </p>
    );
  }
  return (
    <div data-testid="rules">
      {sets.map((set) => (
        <section key={set.recipients.join()}>
          {sets.length > 1 && (
            <p>
              For <Names names={set.recipients} />
            </p>
          )}
          {set.explanations.map((explanation) => (
            <Rule key={explanation.rule} {...explanation} isChosen={explanation.rule === entry.place} />
          ))}
          {set.effects.map((effect) => (
            <p key={effect} class="stopped">
              {effect}
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}

function Rule({ rule, priority, mode, result, sentence, findings, isChosen }: Explanation & { isChosen: boolean }) {
  const [tone, sign, word] = RESULTS[result];
  return (
    <details class="rule" open={isChosen || result !== "notActive"} data-testid={`rule-${priority}`}>
      <summary>
        <span class="priority">{priority}</span> <b>{rule}</b>
        <Chip tone={tone} sign={sign}>
          {word}
        </Chip>
        {mode !== "Enforce" && <span class="faint">{mode}</span>}
      </summary>
      <p>{sentence}</p>
      {findings.length > 0 && <Findings findings={findings} />}
    </details>
  );
}

function Findings({ findings }: Pick<Journey["ruleExplanations"][number]["explanations"][number], "findings">) {
  return (
    <table class="findings">
      <thead>
        <tr>
          <th scope="col">Condition</th>
          <th scope="col">Expected</th>
          <th scope="col">Seen</th>
          <th scope="col">Held</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ kind, parameter, wanted, seen, held, recipients }) => (
          <tr key={parameter} class={held === (kind === "condition") ? "helps" : "hinders"}>
            <th scope="row">
              <code>{parameter}</code>
              <small> {kind}</small>
            </th>
            <td data-label="expected">
              <bdi>{wanted.join(", ")}</bdi>
            </td>
            <td dir="auto" data-label="seen">
              {seen}
              {recipients && recipients.notHeld.count > 0 && (
                <small>
                  {" "}
                  · held for {recipients.held.count}, not for {recipients.notHeld.count}
                </small>
              )}
            </td>
            <td class="held" data-label="held">
              <span aria-hidden="true">{held ? "✓" : "✕"}</span> {held ? "yes" : "no"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
