// What the report says of a recipient, as a chip.
import type { Recall, RecallRecipient } from "../api/answers.ts";
import type { Tone } from "../parts/tone.ts";

interface Look {
  readonly tone: Tone;
  readonly sign: string;
  readonly word: string;
}

export const STATUSES: Readonly<Record<RecallRecipient["status"], Look>> = {
  pending: { tone: "wait", sign: "…", word: "pending" },
  recalled: { tone: "good", sign: "↶", word: "recalled" },
  recalledRead: { tone: "note", sign: "↶", word: "recalled, was read" },
  outside: { tone: "away", sign: "↗", word: "outside" },
  failed: { tone: "bad", sign: "✕", word: "failed" },
};

type Totals = Recall["totals"];

/**
 * The recall that tells most of a message: one after another takes nothing more, and says that it failed.
 * @param recalls of it, newest first.
 */
export function tellingOf(recalls: readonly Recall[]): Recall | undefined {
  const goneBy = ({ totals: { recalled, recalledRead } }: Recall) => recalled + recalledRead;
  return recalls.reduce<Recall | undefined>(
    (best, one) => (best && goneBy(best) >= goneBy(one) ? best : one),
    undefined,
  );
}

/** "recalled from 2 of 3" */
export function totalOf({ recipients, pending, recalled, recalledRead }: Totals): Look {
  const gone = recalled + recalledRead;
  if (pending > 0) return { tone: "wait", sign: "…", word: `recall pending for ${pending} of ${recipients}` };
  if (gone === recipients) return { tone: "good", sign: "↶", word: "recalled" };
  if (gone > 0) return { tone: "note", sign: "↶", word: `recalled from ${gone} of ${recipients}` };
  return { tone: "bad", sign: "✕", word: "recall failed" };
}
