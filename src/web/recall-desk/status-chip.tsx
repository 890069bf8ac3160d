// What became of a recall, for one recipient or for all of them.
import type { Recall, RecallRecipient } from "../api/answers.ts";
import { Chip } from "../parts/chip.tsx";
import { STATUSES, totalOf } from "./statuses.ts";

export function StatusChip({ line, prefix = "" }: { line: RecallRecipient; prefix?: string }) {
  const { tone, sign, word } = STATUSES[line.status];
  return (
    <Chip tone={tone} sign={sign} title={line.trueReasonText ?? line.text}>
      {`${prefix}${word}`}
    </Chip>
  );
}

export function TotalsChip({ recall }: { recall: Recall }) {
  const { tone, sign, word } = totalOf(recall.totals);
  return (
    <Chip tone={tone} sign={sign} title="What became of its recall">
      {word}
    </Chip>
  );
}
