// What a moderator let pass before it left is let pass when it comes back from a smart host.
import { directoryOf } from "../../organization/directory.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { CategorizerRun } from "../categorizer/categorizer-run.ts";
import { isBack } from "../sender.ts";
import type { TransportServices } from "../services.ts";
import { withApproval } from "./held.ts";

/** By the trace: nothing that the message says of itself counts. */
export async function recallApprovals(run: CategorizerRun, { tracking }: TransportServices): Promise<void> {
  const { item } = run.queued;
  if (!isBack(item) || !directoryOf(run.organization).hasModeration) return;
  for (const event of await tracking.find({ messageId: messageIdOf(item) })) {
    if (event.eventId !== "MODERATORAPPROVE" || event.networkMessageId !== item.journeyId) continue;
    for (const each of run.items) Object.assign(each.data, withApproval(each.data, String(event.data.approvedFor)));
  }
}
