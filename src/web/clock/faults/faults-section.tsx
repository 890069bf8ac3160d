// Faults: what goes wrong on the wire on purpose, on which hop and in which phase; on, off, or gone.
import { useEffect, useState } from "preact/hooks";
import type { Fault } from "../../api/answers.ts";
import { faults, readFaults, removeFault, resetFaults, switchFault } from "../../api/faults.ts";
import { CopyCurl } from "../../parts/copy-curl.tsx";
import { Failure } from "../../parts/failure.tsx";
import { AddFault } from "./add-fault.tsx";

const HOPS: Readonly<Record<Fault["hop"], string>> = {
  smartHost: "smart host",
  outbound: "tenant, sending",
  return: "tenant, taking back",
};

export function FaultsSection() {
  const [error, setError] = useState<Error>();
  useEffect(() => void readFaults().catch(setError), []);
  const act = (work: Promise<void>) => {
    setError(undefined);
    work.catch(setError);
  };
  return (
    <section id="faults" aria-labelledby="faults-title">
      <div class="head">
        <h2 id="faults-title">Faults</h2>
        <button
          type="button"
          class="danger"
          disabled={faults.value.length === 0}
          onClick={() => act(resetFaults())}
          data-testid="reset-faults"
        >
          Reset all
        </button>
      </div>
      {error && <Failure error={error} />}
      {faults.value.length === 0 ? (
        <p class="faint">Nothing goes wrong on purpose. Add a fault here, or where a lesson needs one.</p>
      ) : (
        <FaultTable act={act} />
      )}
      <AddFault /> <CopyCurl path="/api/faults" />
    </section>
  );
}

function FaultTable({ act }: { act: (work: Promise<void>) => void }) {
  return (
    <table class="faults stacks" data-testid="faults">
      <thead>
        <tr>
          <th scope="col">On</th>
          <th scope="col">Fault</th>
          <th scope="col">Hop</th>
          <th scope="col">Phase</th>
          <th scope="col">Hits</th>
          <th scope="col">
            <span class="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {faults.value.map(({ id, text, hop, phase, hits, seen, on }) => (
          <tr key={id} class={on ? "" : "off"}>
            <td>
              <input
                type="checkbox"
                role="switch"
                aria-label={`${id}: ${text}`}
                aria-checked={on}
                checked={on}
                onInput={(event) => act(switchFault(id, event.currentTarget.checked))}
              />
            </td>
            <td>
              <code>{text}</code> <small>{id}</small>
            </td>
            <td>{HOPS[hop]}</td>
            <td>{phase}</td>
            <td>
              {hits} of {seen}
            </td>
            <td>
              <button type="button" aria-label={`Remove ${id}`} onClick={() => act(removeFault(id))}>
                ✕
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
