// Check: does recall survive this smart host? A run, those that were kept, and several side by side.
import { useEffect } from "preact/hooks";
import type { Answers } from "../api/answers.ts";
import { get, send } from "../api/http.ts";
import { Failure } from "../parts/failure.tsx";
import { offer } from "../parts/palette.tsx";
import { useAddress } from "../parts/use-address.ts";
import { useLoaded } from "../parts/use-loaded.ts";
import { Matrix } from "./matrix.tsx";
import { NewRun } from "./new-run.tsx";
import { RunSection } from "./run-section.tsx";
import { SavedRuns } from "./saved-runs.tsx";
import "./check.css";

export function Check() {
  const [{ run, matrix = "" }, change] = useAddress();
  const { value, error, reload } = useLoaded(
    () => get<Answers["listChecks"]>("/api/checks"),
    [],
    (event) =>
      // A run that begins or ends.
      event.type === "check" ? event.data.trial === undefined : event.type === "gap" || event.type === "connected",
  );
  const checks = value?.checks ?? [];
  const compared = matrix.split(",").filter((id) => id !== "");
  const running = checks.find(({ state }) => state === "running");
  const shown = run ?? running?.id ?? checks[0]?.id;

  useEffect(() => {
    const saved = checks.filter(({ state }) => state === "done").map(({ id }) => id);
    if (saved.length < 2) return;
    return offer({
      name: "Compare all saved runs",
      about: "the matrix of builds",
      run: () => change({ matrix: saved.join(",") }),
    });
  }, [value]);

  const remove = (id: string) =>
    void send("DELETE", `/api/checks/${id}`).then(() => {
      change({ matrix: compared.filter((one) => one !== id).join(","), run: run === id ? undefined : run });
      reload();
    }, reload);
  return (
    <div class="check-screen">
      <h1>Check: does recall survive this smart host?</h1>
      <NewRun
        isRunning={running !== undefined}
        saved={checks.filter(({ state }) => state === "done")}
        begun={(id) => {
          change({ run: id });
          reload();
        }}
      />
      {error && <Failure error={error} retry={reload} />}
      {shown !== undefined && <RunSection key={shown} id={shown} />}
      <section aria-labelledby="saved-title">
        <h2 id="saved-title">Saved runs</h2>
        {value && checks.length === 0 ? (
          <p class="faint">
            None yet. Run the check here, or on the command line:{" "}
            <code>npx recall-sandbox check --builtin signature --profile recall</code>
          </p>
        ) : (
          <SavedRuns
            {...{ checks, shown, compared, remove }}
            open={(id) => change({ run: id })}
            compare={(ids) => change({ matrix: ids.join(",") })}
          />
        )}
      </section>
      {compared.length > 0 && <Matrix ids={compared} />}
    </div>
  );
}
