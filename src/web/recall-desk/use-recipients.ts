// The recipients of a recall, as many as asked for, all or those of one outcome; live.
import type { Recall, RecallRecipient } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { useLoaded } from "../parts/use-loaded.ts";

export type Outcome = RecallRecipient["status"];

export interface Lines {
  readonly lines: readonly RecallRecipient[];
  readonly error: Error | undefined;
  readonly reload: () => void;
}

/** As many stand with a recall in a list. */
export const FIRST = 100;
/** One answer has so many at most. */
const PAGE = 5000;
/** While outcomes come in one after the other. */
const PAUSE_MS = 300;

export function useRecipients(recall: Recall, outcome: Outcome | undefined, most: number): Lines {
  const { id, requestMessageId, recipients, totals } = recall;
  const isAtHand = outcome === undefined && recipients.length >= Math.min(most, totals.recipients);
  const { value, error, reload } = useLoaded(
    async () => (isAtHand ? undefined : { outcome, lines: await load(id, outcome, most) }),
    [id, outcome, most, isAtHand],
    (event) => event.type === "gap" || (event.type === "recall" && event.data.requestMessageId === requestMessageId),
    PAUSE_MS,
  );
  const asked = value?.outcome === outcome ? value?.lines : undefined;
  // Until the answer is there, what is at hand of it.
  const known = recipients.filter(({ status }) => outcome === undefined || status === outcome);
  return { lines: isAtHand ? recipients : (asked ?? known), error: isAtHand ? undefined : error, reload };
}

async function load(id: string, outcome: Outcome | undefined, most: number): Promise<readonly RecallRecipient[]> {
  const lines: RecallRecipient[] = [];
  for (let after: string | undefined; lines.length < most; ) {
    const query = { status: outcome, after, limit: Math.min(PAGE, most - lines.length) };
    const page = await get<Recall>(`/api/recalls/${encodeURIComponent(id)}`, query);
    lines.push(...page.recipients);
    after = page.next;
    if (after === undefined) break;
  }
  return lines;
}
