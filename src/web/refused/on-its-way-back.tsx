// Of a message that is away: what the tenant refused since that may be it.
import type { Journey } from "../api/types.ts";
import { RefusalItem } from "./refusal-item.tsx";
import { type Refusal, useRefusals } from "./use-refusals.ts";
import "./refused.css";

const SHOWN = 3;

export function RefusedOnItsWayBack({ journey }: { journey: Journey }) {
  const { value = [] } = useRefusals();
  const its = value.filter((refusal) => mayBe(refusal, journey));
  if (its.length === 0) return null;
  return (
    <section class="refused" aria-label="Refused on its way back" data-testid="refused-on-its-way-back">
      <h2>Refused on its way back</h2>
      <ul class="refusals">
        {its.slice(0, SHOWN).map((refusal) => (
          <RefusalItem key={refusal.id} refusal={refusal} />
        ))}
      </ul>
      {its.length > SHOWN && <a href="/refused">All that was refused</a>}
    </section>
  );
}

/** By its Message-ID; before DATA only the envelope is known. */
function mayBe({ at, listener, messageId, to }: Refusal, journey: Journey): boolean {
  if (listener === "submission" || at < journey.startedAt) return false;
  if (messageId !== "") return messageId === journey.messageId;
  const away = new Set(
    journey.recipients.flatMap(({ address, state }) =>
      state === "away" || state === "lost" ? address.toLowerCase() : [],
    ),
  );
  return to.some((address) => away.has(address.toLowerCase()));
}
