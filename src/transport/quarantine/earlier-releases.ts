// What was released from quarantine before it left is not set aside again by that rule when it comes back from a smart host.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { messageIdOf } from "../../trace/tracking-log.ts";
import type { CategorizerRun } from "../categorizer/categorizer-run.ts";
import { isBack } from "../sender.ts";
import type { TransportServices } from "../services.ts";

/** By the trace: nothing that the message says of itself counts. Those it was not released to go on by themselves. */
export async function recallReleases(run: CategorizerRun, { tracking }: TransportServices): Promise<void> {
  const { item } = run.queued;
  if (!isBack(item) || !run.organization.transportRules.some(({ actions }) => actions.quarantine)) return;
  for (const event of await tracking.find({ messageId: messageIdOf(item) })) {
    const { ruleId } = event.data;
    if (event.eventId !== "QUARANTINERELEASE" || event.journeyId !== item.journeyId) continue;
    if (typeof ruleId !== "string") continue;
    const released = new Set(event.recipients.map((address) => address.toLowerCase()));
    for (const each of [...run.items]) note(run, each, released, ruleId);
  }
}

function note(run: CategorizerRun, item: MailItem, released: ReadonlySet<string>, ruleId: string): void {
  const theirs = item.recipients.filter(({ address }) => released.has(address.toLowerCase()));
  if (theirs.length === 0) return;
  const target = theirs.length < item.recipients.length ? run.fork(item, theirs) : item;
  const before =
    target.data.releasedFromRules === undefined ? [] : (JSON.parse(target.data.releasedFromRules) as string[]);
  target.data.releasedFromRules = JSON.stringify([...new Set([...before, ruleId])]);
}
