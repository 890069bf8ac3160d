// What all recalls of one message come to.
import type { RecallRegister } from "../agents/recall/register.ts";
import { isSuccess, type RecallStatus } from "../agents/recall/status.ts";
import type { RecallState } from "./journey.ts";

export async function recallStateOf(register: RecallRegister, originalMessageId: string): Promise<RecallState> {
  const recalls = originalMessageId === "" ? [] : await register.ofOriginal(originalMessageId);
  if (recalls.length === 0) return "none";
  const best = new Map<string, RecallStatus>();
  for (const { requestMessageId } of recalls) {
    for (const { address, outcome } of await register.recipients(requestMessageId)) {
      const before = best.get(address);
      if (before === undefined || isSuccess(outcome) || (outcome === "pending" && !isSuccess(before)))
        best.set(address, outcome);
    }
  }
  const statuses = [...best.values()];
  // Opened, its recipients not yet known.
  if (statuses.length === 0 || statuses.includes("pending")) return "pending";
  const successes = statuses.filter(isSuccess).length;
  if (successes === 0) return "failed";
  return successes === statuses.length ? "recalled" : "partly";
}
