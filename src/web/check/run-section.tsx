// A run: its dots while it goes on, then verdict, failures with their sentence, and the report.
import { useState } from "preact/hooks";
import { send } from "../api/http.ts";
import { Copy } from "../parts/copy.tsx";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Failure } from "../parts/failure.tsx";
import { keepAnswer } from "../parts/keep-file.ts";
import { exact } from "../parts/time.tsx";
import { DotGrid } from "./dot-grid.tsx";
import { RealTime, VerdictChip } from "./outcomes.tsx";
import { Results } from "./results.tsx";
import { runOf } from "./run-view.ts";
import { useRun } from "./use-run.ts";

export function RunSection({ id }: { id: string }) {
  const { value: check, error, reload } = useRun(id);
  if (error) return <Failure error={error} retry={reload} />;
  if (!check) return null;
  const run = runOf(check);
  return (
    <section aria-labelledby="run-title" data-testid="run">
      <h2 id="run-title">
        {check.target}
        {check.build !== null && ` ${check.build}`}, profile {check.profile}{" "}
        <VerdictChip verdict={check.verdict} state={check.state} />
      </h2>
      <p class="faint">
        <Copy text={check.id} label="id" /> begun <RealTime at={check.startedAt} /> ({exact(check.startedAt)}){" "}
        <CopyCurl path={`/api/checks/${check.id}`} />
        {check.state === "running" && (
          <button type="button" onClick={() => void send("POST", `/api/checks/${check.id}/cancel`).then(reload)}>
            Cancel
          </button>
        )}
      </p>
      {check.problem !== null && <Failure error={new Error(check.problem)} />}
      {check.state === "cancelled" && <p>Cancelled: what it had found is not judged, and nothing was kept.</p>}
      <DotGrid check={check} />
      {run && <Downloads id={check.id} />}
      {run && <Results run={run} />}
    </section>
  );
}

const FILES = [
  ["index.html", "HTML"],
  ["junit.xml", "JUnit"],
  ["run.json", "JSON"],
  ["badge.svg", "Badge"],
  ["bundle.zip", "Bundle with evidence"],
] as const;

function Downloads({ id }: { id: string }) {
  const [error, setError] = useState<Error>();
  const save = (file: string) => {
    setError(undefined);
    keepAnswer(`/api/checks/${id}/report?file=${file}`).catch(setError);
  };
  return (
    <div class="bar" data-testid="downloads">
      <span class="faint">Report:</span>
      {FILES.map(([file, name]) => (
        <button key={file} type="button" onClick={() => save(file)}>
          {name}
        </button>
      ))}
      {error && <Failure error={error} />}
    </div>
  );
}
