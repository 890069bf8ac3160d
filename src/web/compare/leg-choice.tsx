// Which crossing of a connector is compared with which.
import type { Journey } from "../api/answers.ts";
import { DownloadButton } from "../parts/download-button.tsx";
import { exact } from "../parts/time.tsx";

type Leg = Journey["legs"][number];

interface LegChoiceProps {
  readonly legs: readonly Leg[];
  readonly out: number | undefined;
  readonly back: number | undefined;
  readonly choose: (chosen: { readonly out: number | undefined; readonly back: number | undefined }) => void;
}

export function LegChoice({ legs, out, back, choose }: LegChoiceProps) {
  if (legs.length === 0) return null;
  const of = (direction: Leg["direction"]) => legs.filter((leg) => leg.direction === direction);
  return (
    <div class="legs">
      <OneLeg
        name="Left over"
        legs={of("out")}
        chosen={out}
        choose={(id) => choose({ out: id, back })}
        testid="leg-out"
      />
      <OneLeg
        name="Came back over"
        legs={of("in")}
        chosen={back}
        choose={(id) => choose({ out, back: id })}
        testid="leg-in"
      />
    </div>
  );
}

interface OneLegProps {
  readonly name: string;
  readonly legs: readonly Leg[];
  readonly chosen: number | undefined;
  readonly choose: (id: number) => void;
  readonly testid: string;
}

function OneLeg({ name, legs, chosen, choose, testid }: OneLegProps) {
  return (
    <div>
      <label>
        <span class="faint">{name}</span>
        <select
          value={chosen === undefined ? "" : String(chosen)}
          disabled={legs.length === 0}
          onChange={(event) => choose(Number(event.currentTarget.value))}
          data-testid={testid}
        >
          {legs.length === 0 && <option value="">nothing yet</option>}
          {legs.map(({ id, connector, at, size }) => (
            <option key={id} value={String(id)}>
              {connector || "no connector"} · {exact(at).slice(11, 23)} · {size.toLocaleString("en")} bytes · leg {id}
            </option>
          ))}
        </select>
      </label>
      {chosen !== undefined && <DownloadButton path={`/api/legs/${chosen}/bytes`} name={`leg-${chosen}.eml`} />}
    </div>
  );
}
