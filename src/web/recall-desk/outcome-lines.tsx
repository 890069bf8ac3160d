// What became of a recall, recipient by recipient: the report's sentence, and the true reason beside it.
import { useState } from "preact/hooks";
import type { Recall, RecallRecipient } from "../api/answers.ts";
import { Failure } from "../parts/failure.tsx";
import { Time } from "../parts/time.tsx";
import { StatusChip } from "./status-chip.tsx";
import { STATUSES } from "./statuses.ts";
import { FIRST, type Outcome, useRecipients } from "./use-recipients.ts";

const MORE = 1000;

export function OutcomeLines({ recall }: { recall: Recall }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const [most, setMost] = useState(FIRST);
  const { lines, error, reload } = useRecipients(recall, outcome, most);
  const count = recall.totals[outcome ?? "recipients"];
  const left = count - lines.length;
  const choose = (chosen: Outcome | undefined) => {
    setOutcome(chosen);
    setMost(FIRST);
  };
  return (
    <>
      {recall.totals.recipients > 1 && <OutcomeFilter totals={recall.totals} chosen={outcome} choose={choose} />}
      {error && <Failure error={error} retry={reload} />}
      <table>
        <thead>
          <tr>
            <th>Recipient</th>
            <th>What the report says</th>
            <th>The true reason</th>
            <th>When</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.address} line={line} />
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <p>
          <button
            type="button"
            onClick={() => setMost(Math.max(most, lines.length) + MORE)}
            data-testid="more-recipients"
          >
            {left > MORE ? `The next ${MORE.toLocaleString("en")} of ${left.toLocaleString("en")}` : `${left} more`}
          </button>
        </p>
      )}
    </>
  );
}

interface OutcomeFilterProps {
  readonly totals: Recall["totals"];
  readonly chosen: Outcome | undefined;
  readonly choose: (outcome: Outcome | undefined) => void;
}

function OutcomeFilter({ totals, chosen, choose }: OutcomeFilterProps) {
  const outcomes = (Object.keys(STATUSES) as Outcome[]).filter((one) => totals[one] > 0 || one === chosen);
  const button = (one: Outcome | undefined, word: string, count: number) => (
    <button
      key={word}
      type="button"
      aria-pressed={one === chosen}
      onClick={() => choose(one)}
      data-testid={`outcome-${one ?? "all"}`}
    >
      {word} <small>{count.toLocaleString("en")}</small>
    </button>
  );
  return (
    <fieldset class="outcome-filter">
      <legend class="visually-hidden">Recipients by outcome</legend>
      {button(undefined, "all", totals.recipients)}
      {outcomes.map((one) => button(one, STATUSES[one].word, totals[one]))}
    </fieldset>
  );
}

function Line({ line }: { line: RecallRecipient }) {
  return (
    <tr data-testid={`line-${line.address}`}>
      <th scope="row">
        <bdi>{line.address}</bdi>
      </th>
      <td>
        <StatusChip line={line} /> {line.status === "pending" ? "" : line.text}
      </td>
      <td>
        {line.trueReasonText ?? <span class="faint">{line.status === "pending" ? "not known yet" : "as said"}</span>}
      </td>
      <td>
        <Time at={line.at} />
      </td>
    </tr>
  );
}
