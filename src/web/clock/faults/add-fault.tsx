// A fault from the list of what happens in practice, when, and to whose mail.
import { useState } from "preact/hooks";
import { addFault } from "../../api/faults.ts";
import { Copy } from "../../parts/copy.tsx";
import { curl } from "../../parts/curl.ts";
import { Failure } from "../../parts/failure.tsx";
import { newFault, READY_FAULTS, type ReadyFault, SCHEDULES, type Schedule } from "./ready-faults.ts";

export function AddFault() {
  const [chosen, setChosen] = useState("down");
  const [schedule, setSchedule] = useState<Schedule>("always");
  const [recipient, setRecipient] = useState("");
  const [error, setError] = useState<Error>();
  const fault = newFault(READY_FAULTS.find(({ id }) => id === chosen) as ReadyFault, schedule, recipient);
  const add = (event: Event) => {
    event.preventDefault();
    setError(undefined);
    addFault(fault).catch(setError);
  };
  return (
    <>
      <form class="bar" onSubmit={add} data-testid="add-fault">
        <label>
          What goes wrong
          <select value={chosen} onInput={(event) => setChosen(event.currentTarget.value)}>
            {READY_FAULTS.map(({ id, words }) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          When
          <select value={schedule} onInput={(event) => setSchedule(event.currentTarget.value as Schedule)}>
            {Object.entries(SCHEDULES).map(([id, { words }]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label>
          Only mail to
          <input
            size={18}
            placeholder="everybody"
            value={recipient}
            onInput={(event) => setRecipient(event.currentTarget.value)}
          />
        </label>
        <button type="submit">Add fault</button>
      </form>
      {error && <Failure error={error} />}
      <Copy text={curl("/api/faults", fault)} label="curl" shown="curl --json … /api/faults" />{" "}
      <small>
        Any other: <code>npx recall-sandbox fault add --help</code>
      </small>
    </>
  );
}
