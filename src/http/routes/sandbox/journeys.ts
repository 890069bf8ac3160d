// /api/journeys: what became of each message, over all its passes through the tenant.
import type { JourneyQuery } from "../../../journey/journey.ts";
import type { Position } from "../../../journey/journey-repository.ts";
import { parseSearchText, SearchTextError } from "../../../journey/search-text.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { journeyDetail, journeySummary, searchQuery } from "./journey-schemas.ts";
import { describeFirst } from "./recalls.ts";
import { limit } from "./shared.ts";

export function addJourneys(
  api: Api,
  { journeys, recalls, configuration }: Pick<HttpServices, "journeys" | "recalls" | "configuration">,
): void {
  api.add(
    {
      id: "listJourneys",
      method: "get",
      path: "/journeys",
      group: "journeys",
      summary: "Messages with what became of them, newest first",
      query: {
        ...searchQuery,
        limit: limit(50, 500),
        before: z.string().optional().describe("`next` of the page before"),
      },
      answer: z.object({
        journeys: z.array(journeySummary),
        next: z.string().optional().describe("where the next page begins; absent on the last one"),
      }),
    },
    async ({ query: { limit, before, ...search } }) => {
      const page = await journeys.list(toQuery(search), { limit, ...(before && { after: readPosition(before) }) });
      return { journeys: page.journeys, ...(page.next && { next: writePosition(page.next) }) };
    },
  );
  api.add(
    {
      id: "getJourney",
      method: "get",
      path: "/journeys/{id}",
      group: "journeys",
      summary: "One message: passes, timeline, events, legs, why each rule did what, recalls",
      params: { id: z.string().max(1000).describe("network message id of any pass, or Message-ID") },
      answer: journeyDetail,
      failures: { 404: "No message is known under this id." },
    },
    async ({ params: { id } }) => {
      const journey = await journeys.find(id);
      if (!journey) throw problem(404, `No message is known under ${id}: name a network message id or a Message-ID.`);
      const { token } = configuration.http;
      return {
        ...journey,
        recalls: await Promise.all(journey.recalls.map((view) => describeFirst(recalls, view, token))),
      };
    },
  );
}

type Search = { readonly [N in keyof typeof searchQuery]?: z.output<(typeof searchQuery)[N]> | undefined };

/** Parameters win over what the search line says. */
export function toQuery({ q, since, until, ...named }: Search): JourneyQuery {
  const given = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return {
    ...(q === undefined ? {} : readLine(q)),
    ...given,
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(until !== undefined && { until: Date.parse(until) }),
  };
}

function readLine(q: string): JourneyQuery {
  try {
    return parseSearchText(q);
  } catch (error) {
    if (!(error instanceof SearchTextError)) throw error;
    const problems = [{ in: "query", name: "q", message: error.message }];
    throw problem(400, `q: ${error.message}`, { extra: { problems } });
  }
}

const writePosition = ({ startedAt, id }: Position): string => `${startedAt}-${id}`;

function readPosition(text: string): Position {
  const match = /^(\d{1,15})-([\w-]{1,100})$/.exec(text);
  if (!match) throw problem(400, "before: is not a `next` that this server gave");
  return { startedAt: Number(match[1]), id: match[2] ?? "" };
}
