// Which messages belong to this one: what it recalls or reports on, its recalls, and what the tenant made because of it.
import type { RelatedJourney } from "../api/answers.ts";
import { Time } from "../parts/time.tsx";
import { visibleText } from "../parts/visible-text.ts";

const SHOWN = 5;

export function Related({ related }: { related: readonly RelatedJourney[] }) {
  if (related.length === 0) return null;
  const [first, rest] = [related.slice(0, SHOWN), related.slice(SHOWN)];
  return (
    <section class="related" aria-label="Messages that belong to it" data-testid="related">
      <Links of={first} />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          <Links of={rest} />
        </details>
      )}
    </section>
  );
}

const Links = ({ of }: { of: readonly RelatedJourney[] }) => (
  <ul>
    {of.map((one) => (
      <li key={`${one.relation}${one.id}`}>
        <span class="faint">{wordOf(one)}</span>{" "}
        <a href={`/journeys/${one.id}`} data-testid={`related-${one.relation}`}>
          <bdi>{visibleText(one.subject) || "(no subject)"}</bdi>
        </a>{" "}
        <Time at={one.startedAt} />
      </li>
    ))}
  </ul>
);

/** "Recalls", "Recall report": how the other one stands to this one. */
export function wordOf({ relation, kind }: Pick<RelatedJourney, "relation" | "kind">): string {
  if (relation === "original") return "The message that is recalled:";
  if (relation === "request") return "Recall request:";
  if (relation === "cause") return kind === "recallRequest" ? "The recall request:" : "Made because of:";
  if (kind === "recallReport") return "Recall report:";
  return kind === "notification" ? "Notification:" : "Made because of it:";
}
