// Who tried to recall the message, and where the report is.
import type { Journey } from "../api/types.ts";
import { Chip } from "../parts/chip.tsx";
import { Time } from "../parts/time.tsx";
import { summaryOf } from "./recall-summary.ts";

export function Recalls({ recalls }: { recalls: Journey["recalls"] }) {
  if (recalls.length === 0) return null;
  return (
    <section class="recalls" data-testid="recalls">
      <h2>Recalls</h2>
      <ul>
        {recalls.map((recall) => (
          <li key={recall.id}>
            <Chip tone={recall.final ? "none" : "wait"} sign={recall.final ? "■" : "…"}>
              {recall.final ? "final" : "pending"}
            </Chip>
            <span>
              {summaryOf(recall.totals)} <Time at={recall.requestedAt} />
            </span>
            <a href={recall.reportPath}>report page</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
