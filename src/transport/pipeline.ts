// The way of a message, in order. Read this first.
//
//   receive/     a client's DATA, an HTTP submission or an agent's message becomes a mail item; 250 after COMMIT
//   queue/       submission queue
//   categorize   below: nothing is committed before the last stage returned
//   queue/       one delivery queue per next hop
//   deliver/     store driver (mailboxes) or SMTP (smart hosts, the internet)
import { bifurcate } from "./categorizer/bifurcate.ts";
import { CategorizerRun } from "./categorizer/categorizer-run.ts";
import { commitRun } from "./categorizer/commit.ts";
import { convertContent } from "./categorizer/convert.ts";
import { Expansion, isResumed } from "./categorizer/expansion.ts";
import { resolveRecipients } from "./categorizer/resolve.ts";
import { routeRecipients } from "./categorizer/route.ts";
import { recallApprovals } from "./moderation/earlier-approvals.ts";
import { recallReleases } from "./quarantine/earlier-releases.ts";
import type { QueuedItem } from "./queue/queue-repository.ts";
import type { TransportServices } from "./services.ts";

/** @returns when to try again, milliseconds UTC, if an agent deferred the message. */
export async function categorize(queued: QueuedItem, services: TransportServices): Promise<number | undefined> {
  const run = new CategorizerRun(queued, { organization: services.organization(), now: services.clock.now() });
  const agents = services.agents.current;

  if (!isResumed(queued.item)) {
    await agents.runRouting("onSubmitted", run);
    await recallApprovals(run, services);
    await recallReleases(run, services);
  }
  const expansion = new Expansion(run);
  await resolveRecipients(run);
  for (const part of expansion.parts()) {
    await agents.runRouting("onResolved", part);
    expansion.addOnce(part);
    routeRecipients(part);
    await agents.runRouting("onRouted", part);
    bifurcate(part);
    await convertContent(part, services);
    await agents.runRouting("onCategorized", part);
    const retryAt = await commitRun(part, services);
    if (retryAt !== undefined) return retryAt;
  }
  return undefined;
}
