// A recall's totals in a few words.
import type { RecallTotals } from "../api/answers.ts";

/** "recalled from 2 of 3, 1 outside" */
export function summaryOf({ recipients, pending, recalled, recalledRead, outside, failed }: RecallTotals): string {
  const others = [
    [pending, "pending"],
    [outside, "outside"],
    [failed, "failed"],
  ] as const;
  const rest = others.filter(([count]) => count > 0).map(([count, word]) => `, ${count} ${word}`);
  return `recalled from ${recalled + recalledRead} of ${recipients}${rest.join("")}`;
}
