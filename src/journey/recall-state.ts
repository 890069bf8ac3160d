// What all recalls of one message come to.
import type { RecallRegister } from "../agents/recall/register.ts";
import type { RecallState } from "./journey.ts";

export async function recallStateOf(register: RecallRegister, originalMessageId: string): Promise<RecallState> {
  const recipients = originalMessageId === "" ? undefined : await register.outcomesOf(originalMessageId);
  if (!recipients) return "none";
  const { recalled, pending, failed } = recipients;
  // Opened, its recipients not yet known.
  if (pending > 0 || recalled + failed === 0) return "pending";
  if (recalled === 0) return "failed";
  return failed === 0 ? "recalled" : "partly";
}
