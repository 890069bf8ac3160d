// /api/wait: blocks until a message is where a search says; the server looks, the client need not poll.
import type { JourneyQuery } from "../../../journey/journey.ts";
import type { Journeys } from "../../../journey/journeys.ts";
import { TooManyWaitersError } from "../../../journey/waiters.ts";
import { parseDuration } from "../../../organization/units.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { journeySummary, searchQuery } from "./journey-schemas.ts";
import { toQuery } from "./journeys.ts";

const LONGEST_MS = 600_000;

const timeout = z
  .string()
  .default("10s")
  .transform((text, context) => {
    const ms = parseDuration(text);
    if (ms === undefined || ms > LONGEST_MS)
      context.addIssue('must be a duration such as "500ms", "10s" or "5m", at most 10m');
    return ms ?? z.NEVER;
  })
  .openapi({ type: "string", example: "10s", description: "real time to give up after" });

export function addWait(api: Api, { journeys }: Pick<HttpServices, "journeys">): void {
  api.add(
    {
      id: "wait",
      method: "get",
      path: "/wait",
      group: "journeys",
      summary: "Waits until a message answers the search, and gives all that do",
      description: "A search without `since` is answered by what is there already.",
      query: { ...searchQuery, timeout },
      answer: z.object({ journeys: z.array(journeySummary) }),
      failures: {
        503: "Too many requests wait already.",
        504: "Time ran out; `nearest` has messages that answer the search but for verdict, recall, hop and rule.",
      },
    },
    async ({ query: { timeout: timeoutMs, ...search }, c }) => {
      const query = toQuery(search);
      const found = await journeys.wait(query, { timeoutMs, signal: c.req.raw.signal }).catch((error: unknown) => {
        if (error instanceof TooManyWaitersError)
          throw problem(503, error.message, { headers: { "Retry-After": "1" } });
        throw error;
      });
      if (found.length > 0) return { journeys: found };
      throw await timeIsUp(journeys, query, timeoutMs);
    },
  );
}

async function timeIsUp(journeys: Journeys, query: JourneyQuery, timeoutMs: number) {
  const { verdict: _, recall: __, hop: ___, rule: ____, ...about } = query;
  const { journeys: nearest } = await journeys.list(about, { limit: 5 });
  const [first] = nearest;
  const instead = first
    ? ` "${first.subject}" is ${first.verdict}, its recall ${first.recall}, after ${first.hops.join(", ")}.`
    : " Nothing like it is known.";
  return problem(504, `No message answered the search within ${timeoutMs} ms.${instead}`, { extra: { nearest } });
}
