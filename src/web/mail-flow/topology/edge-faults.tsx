// What goes wrong on an edge, live: the faults that are on, and one more.
import { useState } from "preact/hooks";
import type { Fault } from "../../api/answers.ts";
import { addFault, removeFault, switchFault } from "../../api/faults.ts";
import { Failure } from "../../parts/failure.tsx";
import { type Chosen, faultOf, HOP_WORDS, type Hop, kindsOf, phasesOf, VALUE_OF } from "./fault-choices.ts";

interface FaultsProps {
  readonly hops: readonly Hop[];
  readonly faults: readonly Fault[];
}

export function EdgeFaults({ hops, faults }: FaultsProps) {
  const [error, setError] = useState<Error>();
  const run = (work: Promise<unknown>) => {
    setError(undefined);
    work.catch((failure: Error) => setError(failure));
  };
  const [hop] = hops;
  if (hop === undefined) return <p class="faint">Faults act on what the tenant sends and on what comes back to it.</p>;
  return (
    <section class="edge-faults" aria-labelledby="faults-title">
      <h3 id="faults-title">Faults</h3>
      {faults.length === 0 && <p class="faint">Nothing goes wrong here.</p>}
      <ul>
        {faults.map(({ id, text, hits, seen, on }) => (
          <li key={id} class={on ? "" : "faint"} data-testid="fault">
            <label title={on ? "on" : "off"}>
              <input
                type="checkbox"
                aria-label={`${text} is ${on ? "on" : "off"}`}
                checked={on}
                onChange={() => run(switchFault(id, !on))}
              />
            </label>
            <span>
              <code>{text}</code>
              <small>
                {hits} of {seen} times
              </small>
            </span>
            <button type="button" onClick={() => run(removeFault(id))} aria-label={`Remove ${text}`}>
              Remove
            </button>
          </li>
        ))}
      </ul>
      <FaultForm hops={hops} add={(chosen) => run(addFault(faultOf(chosen)))} />
      {error && <Failure error={error} />}
    </section>
  );
}

function FaultForm({ hops, add }: { hops: readonly Hop[]; add: (chosen: Chosen) => void }) {
  const [chosen, setChosen] = useState<Chosen>(() => standardOf(hops[0] as Hop));
  const value = VALUE_OF[chosen.kind];
  const setKind = (kind: Chosen["kind"]) => setChosen({ ...chosen, kind, value: VALUE_OF[kind]?.[1] ?? "" });
  const setPhase = (phase: Chosen["phase"]) => {
    const kind = kindsOf(phase).includes(chosen.kind) ? chosen.kind : (kindsOf(phase)[0] ?? "cut");
    setChosen({ ...chosen, phase, kind, value: kind === chosen.kind ? chosen.value : (VALUE_OF[kind]?.[1] ?? "") });
  };
  return (
    <form
      class="fault-form"
      onSubmit={(event) => {
        event.preventDefault();
        add(chosen);
      }}
      data-testid="fault-form"
    >
      {hops.length > 1 && (
        <Choice label="Who meets it" value={chosen.hop} options={hops} choose={(hop) => setChosen(standardOf(hop))} />
      )}
      <Choice label="Phase" value={chosen.phase} options={phasesOf(chosen.hop)} choose={setPhase} />
      <Choice label="What happens" value={chosen.kind} options={kindsOf(chosen.phase)} choose={setKind} />
      {value && (
        <label>
          {value[0]}
          <input
            type="text"
            value={chosen.value}
            onInput={({ currentTarget }) => setChosen({ ...chosen, value: currentTarget.value })}
          />
        </label>
      )}
      <label>
        How often
        <input
          type="text"
          inputMode="numeric"
          placeholder="each time"
          value={chosen.times}
          onInput={({ currentTarget }) => setChosen({ ...chosen, times: currentTarget.value })}
        />
      </label>
      <button type="submit">Add fault</button>
      <small>It is met by {HOP_WORDS[chosen.hop]}.</small>
    </form>
  );
}

const standardOf = (hop: Hop): Chosen => ({
  ...{ hop, phase: "endOfData", kind: "reply", value: VALUE_OF.reply?.[1] ?? "", times: "1" },
});

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly choose: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, choose }: ChoiceProps<T>) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value as T)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}
