// The mail-flow rules, in the order in which they are asked.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Answers } from "../../api/answers.ts";
import { invoke } from "../../api/exchange.ts";
import { get } from "../../api/http.ts";
import { Failure } from "../../parts/failure.tsx";
import { offer } from "../../parts/palette.tsx";
import { isTyping } from "../../parts/shortcuts.tsx";
import { useAddress } from "../../parts/use-address.ts";
import { useLoaded } from "../../parts/use-loaded.ts";
import { change } from "../changes.ts";
import { CmdletBox } from "../cmdlet-box.tsx";
import { RULE_EXAMPLES } from "../examples.ts";
import { useConfigured } from "../use-configured.ts";
import { droppedAt, type Rule } from "./rule.ts";
import { RuleRow } from "./rule-row.tsx";
import { switchRule } from "./switch-rule.ts";
import { TryMessage } from "./try-message.tsx";
import "./rules.css";

export type Hits = Answers["listRuleHits"]["rules"][number];

/** Hits are counted so often at most, however much mail flows. */
const PAUSE_MS = 1000;

export function Rules() {
  const [choices, choose] = useAddress();
  const rules = useConfigured(() => invoke<Rule>("Get-TransportRule").then(({ objects }) => objects));
  const hits = useLoaded(
    () => get<Answers["listRuleHits"]>("/api/rules/hits").then((answer) => answer.rules),
    [],
    ({ type }) => type === "journey" || type === "gap",
    PAUSE_MS,
  );

  const list = rules.value ?? [];
  const chosen = list.find(({ Name }) => Name === choices.rule);
  const move = (rule: Rule, step: -1 | 1) => {
    const Priority = rule.Priority + step;
    if (Priority >= 0 && Priority < list.length) void change("Set-TransportRule", { Identity: rule.Name, Priority });
  };
  useRuleKeys(list, chosen, {
    choose: (rule) => choose({ rule }),
    move,
    close: () => choose({ try: undefined, journey: undefined }),
  });
  useEffect(
    () =>
      offer(
        { name: "Try a message", about: "which rules would match, and why", run: () => choose({ try: "1" }) },
        { name: "New rule", about: "by its cmdlet", run: () => choose({ new: "1" }) },
        ...(rules.value ?? []).map((rule) => ({
          name: `Switch ${rule.State === "Enabled" ? "off" : "on"} ${rule.Name}`,
          about: "mail-flow rule",
          run: () => void switchRule(rule),
        })),
      ),
    [rules.value],
  );
  return (
    <div class={choices.try ? "with-drawer" : ""}>
      <div>
        <div class="actions">
          <button type="button" class="primary" onClick={() => choose({ try: choices.try ? undefined : "1" })}>
            Try a message
          </button>
          <button type="button" onClick={() => choose({ new: choices.new ? undefined : "1" })}>
            New rule
          </button>
          <span class="faint hint">
            <kbd>j</kbd> <kbd>k</kbd> open · <kbd>Esc</kbd> close · <kbd>Alt ↑</kbd> <kbd>Alt ↓</kbd> move
          </span>
        </div>
        {choices.new && (
          <CmdletBox
            label="The cmdlet that makes the rule"
            examples={RULE_EXAMPLES}
            close={() => choose({ new: undefined })}
          />
        )}
        {rules.error && <Failure error={rules.error} retry={rules.reload} />}
        {rules.value?.length === 0 && <NoRules />}
        <RuleList rules={list} hits={hits.value ?? []} chosen={chosen} choose={choose} move={move} />
      </div>
      {choices.try && <TryMessage rules={list} close={() => choose({ try: undefined, journey: undefined })} />}
    </div>
  );
}

interface ListProps {
  readonly rules: readonly Rule[];
  readonly hits: readonly Hits[];
  readonly chosen: Rule | undefined;
  readonly choose: (choices: { rule: string | undefined }) => void;
  readonly move: (rule: Rule, step: -1 | 1) => void;
}

function RuleList({ rules, hits, chosen, choose, move }: ListProps) {
  const [dragged, setDragged] = useState<string>();
  const drop = (onto: string) => {
    const Priority = dragged === undefined ? undefined : droppedAt(rules, dragged, onto);
    if (Priority !== undefined) void change("Set-TransportRule", { Identity: dragged, Priority });
    setDragged(undefined);
  };
  return (
    <ol class="rules" aria-label="Mail-flow rules by priority" data-testid="rules">
      {rules.map((rule, index) => (
        <RuleRow
          key={rule.Guid}
          rule={rule}
          hits={hits.find((one) => one.rule === rule.Name)}
          isOpen={rule === chosen}
          isFirst={index === 0}
          isLast={index === rules.length - 1}
          toggle={() => choose({ rule: rule === chosen ? undefined : rule.Name })}
          move={(step) => move(rule, step)}
          drag={{ start: () => setDragged(rule.Name), drop: () => drop(rule.Name) }}
        />
      ))}
    </ol>
  );
}

function NoRules() {
  return (
    <div class="empty">
      <h2>No mail-flow rules</h2>
      <p>Mail goes straight to mailboxes and the internet. A rule that leads it over a smart host:</p>
      <pre>
        recall-sandbox exo "New-TransportRule Signatures -FromScope InOrganization -RouteMessageOutboundConnector 'To
        the signature service'"
      </pre>
    </div>
  );
}

interface Keys {
  readonly choose: (rule: string | undefined) => void;
  readonly move: (rule: Rule, step: -1 | 1) => void;
  readonly close: () => void;
}

function useRuleKeys(rules: readonly Rule[], chosen: Rule | undefined, { choose, move, close }: Keys): void {
  // At once: the next key may come before the browser paints.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || document.querySelector("dialog:modal")) return;
      const at = chosen ? rules.indexOf(chosen) : -1;
      const step =
        event.key === "ArrowDown" || event.key === "j" ? 1 : event.key === "ArrowUp" || event.key === "k" ? -1 : 0;
      if (event.altKey && step !== 0 && chosen) move(chosen, step);
      else if (!event.altKey && (event.key === "j" || event.key === "k"))
        choose(rules[Math.max(0, Math.min(rules.length - 1, at + step))]?.Name);
      else if (event.key === "Escape") chosen ? choose(undefined) : close();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
