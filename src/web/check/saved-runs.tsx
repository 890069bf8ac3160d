// Runs that were kept, newest first: open, remove, and choose for the matrix.
import type { CheckSummary } from "../api/answers.ts";
import { RealTime, VerdictChip } from "./outcomes.tsx";
import { RemoveRun } from "./remove-run.tsx";

export interface SavedRunsProps {
  readonly checks: readonly CheckSummary[];
  readonly shown: string | undefined;
  readonly compared: readonly string[];
  readonly open: (id: string) => void;
  readonly compare: (ids: readonly string[]) => void;
  readonly remove: (id: string) => void;
}

export function SavedRuns({ checks, shown, compared, open, compare, remove }: SavedRunsProps) {
  const toggle = (id: string) =>
    compare(compared.includes(id) ? compared.filter((one) => one !== id) : [...compared, id]);
  return (
    <table class="saved-runs stacks" data-testid="saved-runs">
      <thead>
        <tr>
          <th scope="col">Compare</th>
          <th scope="col">Smart host</th>
          <th scope="col">Profile</th>
          <th scope="col">Verdict</th>
          <th scope="col">Cases</th>
          <th scope="col">When</th>
          <th scope="col">
            <span class="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ id, state, target, build, profile, verdict, counts, startedAt }) => (
          <tr key={id} class={id === shown ? "chosen" : ""}>
            <td>
              {state === "done" && (
                <input
                  type="checkbox"
                  aria-label={`Compare ${id}`}
                  checked={compared.includes(id)}
                  onInput={() => toggle(id)}
                />
              )}
            </td>
            <td>
              <a
                href={`/check?run=${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  open(id);
                }}
              >
                {target}
                {build !== null && ` ${build}`}
              </a>
            </td>
            <td>{profile}</td>
            <td>
              <VerdictChip verdict={verdict} state={state} />
            </td>
            <td class="tabular">
              {counts.OK ?? 0} OK, {counts.FAILED ?? 0} failed
              {(counts["NON-STRICT"] ?? 0) > 0 && `, ${counts["NON-STRICT"]} non-strict`}
            </td>
            <td>
              <RealTime at={startedAt} />
            </td>
            <td>
              {state === "done" && (
                <RemoveRun id={id} name={build === null ? target : `${target} ${build}`} remove={() => remove(id)} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
