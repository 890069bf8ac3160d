// Saved runs side by side: what changed from one build to the next, and what does not hold.
import { useState } from "preact/hooks";
import type { CheckMatrix } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Failure } from "../parts/failure.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { OUTCOMES } from "./outcomes.tsx";

type Row = CheckMatrix["rows"][number];

const isTold = ({ cells }: Row): boolean =>
  cells.some(({ isChanged, outcome }) => isChanged || outcome === "FAILED" || outcome === "NON-STRICT");

export function Matrix({ ids }: { ids: readonly string[] }) {
  const [isWhole, setWhole] = useState(false);
  const runs = ids.join(",");
  const { value, error, reload } = useLoaded(() => get<CheckMatrix>("/api/check-matrix", { runs }), [runs]);
  if (error) return <Failure error={error} retry={reload} />;
  if (!value) return null;
  const rows = isWhole ? value.rows : value.rows.filter(isTold);
  return (
    <section aria-labelledby="matrix-title" data-testid="matrix">
      <h2 id="matrix-title">Matrix</h2>
      <div class="bar">
        <label>
          <input type="checkbox" checked={isWhole} onInput={(event) => setWhole(event.currentTarget.checked)} /> all{" "}
          {value.rows.length} cases, not only those that changed or do not hold
        </label>
        <CopyCurl path={`/api/check-matrix?runs=${runs}`} />
      </div>
      <section class="scroll" aria-label="Cases by run">
        <table>
          <thead>
            <tr>
              <th scope="col">Case</th>
              {value.columns.map(({ label, runId, verdict }) => (
                <th key={runId} scope="col">
                  {label}
                  <br />
                  <small>{verdict}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <span class="mono">{row.id}</span> {row.title}
                </th>
                {row.cells.map(({ outcome, sentence, isChanged }, index) => (
                  <td key={value.columns[index]?.runId} title={sentence} class={isChanged ? "changed" : ""}>
                    {outcome === undefined ? "–" : `${OUTCOMES[outcome][1]} ${outcome}`}
                    {isChanged && " ≠"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length === 0 && <p>Every case holds in each of these runs.</p>}
    </section>
  );
}
