// Everything anew: what goes is named before it goes.
import { useRef, useState } from "preact/hooks";
import { readClock } from "../api/clock.ts";
import { readFaults } from "../api/faults.ts";
import { send } from "../api/http.ts";
import { command } from "../parts/command.ts";
import { Copy } from "../parts/copy.tsx";
import { Failure } from "../parts/failure.tsx";
import { resets } from "./resets.ts";

const LOST = [
  "all mail: mailboxes, queues, outboxes, quarantine, what reached the internet",
  "all journeys, traces, legs and recalls",
  "every change made by a cmdlet or here since the configuration file was loaded",
  "faults and lessons: those of the file come back",
];

export function ResetSection() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [withClock, setWithClock] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState("");
  const [error, setError] = useState<Error>();
  const reset = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await send("POST", "/api/reset", { clock: withClock });
      setDone("Everything is as in the configuration file again, and no mail is left.");
      await Promise.all([readClock(), readFaults()]);
      resets.value += 1;
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setBusy(false);
      dialog.current?.close();
    }
  };
  return (
    <section aria-labelledby="reset-title">
      <h2 id="reset-title">Reset</h2>
      <p>Takes the sandbox back to its configuration file. Listeners stay, saved runs of the check stay.</p>
      <div class="bar">
        <button type="button" class="danger" onClick={() => dialog.current?.showModal()} data-testid="reset">
          Reset …
        </button>
        <Copy text={command("reset")} label="the command" />
        <output>{done}</output>
      </div>
      {error && <Failure error={error} />}
      <dialog ref={dialog} aria-labelledby="reset-dialog-title" data-testid="reset-dialog">
        <h2 id="reset-dialog-title">Reset this sandbox?</h2>
        <p>This goes, and does not come back:</p>
        <ul>
          {LOST.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
        <label>
          <input type="checkbox" checked={withClock} onInput={(event) => setWithClock(event.currentTarget.checked)} />{" "}
          take time back to real time, too
        </label>
        <div class="bar">
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep everything
          </button>
          <button type="button" class="danger" disabled={isBusy} onClick={() => void reset()} data-testid="reset-now">
            {isBusy ? "Resetting …" : "Reset"}
          </button>
        </div>
      </dialog>
    </section>
  );
}
