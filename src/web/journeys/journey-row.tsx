// One message: what it is, where it has been, what became of it.
import type { JourneySummary } from "../api/types.ts";
import { Time } from "../parts/time.tsx";
import { VerdictChip } from "../parts/verdict.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { HopStrip } from "./hop-strip.tsx";

const KINDS: Readonly<Record<JourneySummary["kind"], string>> = {
  message: "",
  recallRequest: "recall request",
  recallReport: "recall report",
  notification: "notification",
  generated: "made here",
};

export function JourneyRow({ journey }: { journey: JourneySummary }) {
  const { id, subject, from, to, recipientCount, kind } = journey;
  return (
    <a class="journey-row" href={`/journeys/${id}`} data-testid={`journey-${id}`}>
      <span class="what">
        <span class="title">
          <b dir="auto">{visibleText(subject) || "(no subject)"}</b>
          {KINDS[kind] !== "" && <span class="kind">{KINDS[kind]}</span>}
        </span>
        <span class="who">
          <bdi>{from === "" ? "<>" : from}</bdi> → <bdi>{to[0] ?? "nobody"}</bdi>
          {recipientCount > 1 && ` +${recipientCount - 1}`}
        </span>
      </span>
      <HopStrip journey={journey} />
      <VerdictChip journey={journey} />
      <Time at={journey.startedAt} />
    </a>
  );
}
