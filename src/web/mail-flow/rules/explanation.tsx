// What the rules make of a message: each condition expected and seen, each action's changes, where it ended.
import type {
  ExplainedAction,
  ExplainedOutcome,
  ExplainedRule,
  MessageExplanation,
  RuleFinding,
} from "../../api/answers.ts";
import { Chip, type Tone } from "../../parts/chip.tsx";
import { visibleText } from "../../parts/visible-text.ts";

type Look = readonly [tone: Tone, sign: string, word: string];

const RESULTS: Readonly<Record<ExplainedRule["result"], Look>> = {
  matched: ["good", "✓", "matched"],
  matchedSome: ["note", "≈", "matched some"],
  notMatched: ["none", "–", "did not match"],
  notActive: ["none", "○", "not active"],
  notReached: ["none", "⤓", "not reached"],
  failed: ["bad", "✕", "failed"],
};

export function Explanation({ explanation }: { explanation: MessageExplanation }) {
  const { message, exempt, unresolved, outcomes } = explanation;
  return (
    <div class="explanation" data-testid="explanation" aria-live="polite">
      <p>
        <b dir="auto">{visibleText(message.subject) || "(no subject)"}</b> from{" "}
        <bdi>{visibleText(message.sender) || "<>"}</bdi>, by {message.entry}, {message.authAs}
      </p>
      {exempt && <p class="said">{exempt}</p>}
      {unresolved.map(({ recipients, reason }) => (
        <p key={reason} class="said">
          <bdi>{some(recipients)}</bdi>: {reason}
        </p>
      ))}
      {outcomes.map((outcome, index) => (
        <Outcome key={`${index}`} outcome={outcome} />
      ))}
    </div>
  );
}

function Outcome({ outcome: { recipients, rules, end } }: { outcome: ExplainedOutcome }) {
  return (
    <section class="outcome">
      <h3>
        For <bdi>{some(recipients)}</bdi>
      </h3>
      <p data-testid="end">
        <b>{end.kind}</b>: {end.sentence}
      </p>
      {rules.map((rule) => (
        <RuleResult key={rule.rule} rule={rule} />
      ))}
    </section>
  );
}

function RuleResult({ rule }: { rule: ExplainedRule }) {
  const [tone, sign, word] = RESULTS[rule.result];
  return (
    <details open={rule.result !== "notReached" && rule.result !== "notActive"} class="rule-result">
      <summary data-testid={`result-${rule.rule}`}>
        <span>
          {rule.priority} <bdi>{rule.rule}</bdi>
        </span>{" "}
        <Chip tone={tone} sign={sign}>
          {word}
        </Chip>{" "}
        {!rule.enforced && rule.result === "matched" && <span class="faint">{rule.mode}: only tested</span>}
      </summary>
      <p class="faint">{rule.sentence}</p>
      {rule.findings.length > 0 && <Findings findings={rule.findings} />}
      {rule.actions.map((action) => (
        <Action key={action.action} action={action} />
      ))}
    </details>
  );
}

function Findings({ findings }: { findings: readonly RuleFinding[] }) {
  return (
    <table class="findings">
      <thead>
        <tr>
          <th scope="col">Condition</th>
          <th scope="col">Expected</th>
          <th scope="col">Seen</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ kind, parameter, wanted, seen, held }, index) => (
          <tr key={`${index}`}>
            <th scope="row">
              {parameter}
              {kind === "exception" && <small> exception</small>}
            </th>
            <td dir="auto">{wanted.join(", ")}</td>
            <td dir="auto">{seen}</td>
            <Verdict held={held} letsMatch={held === (kind === "condition")} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verdict({ held, letsMatch }: { held: boolean; letsMatch: boolean }) {
  return (
    <td class={letsMatch ? "good" : "bad"} title={letsMatch ? "lets the rule match" : "keeps the rule from matching"}>
      <span aria-hidden="true">{letsMatch ? "✓" : "✕"}</span> {held ? "held" : "did not hold"}
    </td>
  );
}

function Action({ action: { action, effect, headers, body, recipients, sends } }: { action: ExplainedAction }) {
  return (
    <div class="action">
      <p>
        <b>{action}</b> <span dir="auto">{effect}</span>
      </p>
      {headers.map(({ kind, name, before, after }) => (
        <Change key={name} kind={kind} where={name} before={before} after={after} />
      ))}
      {body.map(({ kind, where, before, after }) => (
        <Change key={where} kind={kind} where={where} before={before} after={after} />
      ))}
      {recipients.added.count > 0 && <p>+ {some(recipients.added)}</p>}
      {recipients.removed.count > 0 && <p>− {some(recipients.removed)}</p>}
      {sends.map((one) => (
        <p key={one.subject} dir="auto">
          sends "{one.subject}" to {one.recipients.join(", ")}
        </p>
      ))}
    </div>
  );
}

interface ChangeProps {
  readonly kind: string;
  readonly where: string;
  readonly before: string | null;
  readonly after: string | null;
}

function Change({ kind, where, before, after }: ChangeProps) {
  return (
    <div class="diff" data-testid="diff">
      <span class="faint">
        {where}, {kind}
      </span>
      {before !== null && (
        <pre class="before" dir="auto">
          <span aria-hidden="true">− </span>
          {before}
        </pre>
      )}
      {after !== null && (
        <pre class="after" dir="auto">
          <span aria-hidden="true">+ </span>
          {after}
        </pre>
      )}
    </div>
  );
}

function some({ count, first }: { readonly count: number; readonly first: readonly string[] }): string {
  const rest = count - first.length;
  return first.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
