// A message that was sent, to be judged anew.
import { get } from "../../api/http.ts";
import type { JourneySummary } from "../../api/types.ts";
import { useLoaded } from "../../parts/use-loaded.ts";
import { visibleText } from "../../parts/visible-text.ts";

const OFFERED = 50;

interface PickProps {
  readonly chosen: string | undefined;
  readonly choose: (id: string | undefined) => void;
}

export function PickJourney({ chosen, choose }: PickProps) {
  const { value = [] } = useLoaded(
    () =>
      get<{ journeys: readonly JourneySummary[] }>("/api/journeys", { limit: OFFERED }).then(
        ({ journeys }) => journeys,
      ),
    [],
    ({ type }) => type === "journey" || type === "gap",
    1000,
  );
  const isListed = chosen === undefined || value.some(({ id }) => id === chosen);
  return (
    <label>
      Which message
      <select
        value={chosen ?? ""}
        onChange={({ currentTarget }) => choose(currentTarget.value === "" ? undefined : currentTarget.value)}
      >
        <option value="">one that I write or upload</option>
        {!isListed && <option value={chosen}>{chosen}</option>}
        {value.map(({ id, subject, from, to }) => (
          <option key={id} value={id}>
            {`${visibleText(subject) || "(no subject)"} · ${from === "" ? "<>" : from} → ${to[0] ?? "nobody"}`}
          </option>
        ))}
      </select>
    </label>
  );
}
