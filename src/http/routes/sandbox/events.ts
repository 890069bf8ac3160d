// /api/events: what happens, as it happens. Server-sent events with summaries; Last-Event-ID goes on where it was.
import { EventStream, parsePosition, STREAM_TYPES, type StreamType } from "../../../journey/event-stream.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { eventSourceResponse } from "./event-source.ts";

/** More at once are refused. */
const MOST_READERS = 500;

const types = z
  .string()
  .default("tracking,recall")
  .transform((text, context): ReadonlySet<StreamType> => {
    const wanted = text.split(",").map((type) => type.trim());
    const unknown = wanted.filter((type) => !STREAM_TYPES.includes(type as StreamType));
    if (unknown.length > 0) context.addIssue(`must name ${STREAM_TYPES.join(", ")}, by commas`);
    return new Set(wanted as StreamType[]);
  })
  .openapi({ type: "string", example: "tracking,recall,journey", description: "kinds of events, by commas" });

export function addEvents(api: Api, { events }: Pick<HttpServices, "events">): void {
  api.add(
    {
      id: "followEvents",
      method: "get",
      path: "/events",
      group: "events",
      summary: "Server-sent events: tracking, recall and journey, each with its id",
      description:
        "A client that comes back names the id of its last event in Last-Event-ID (or `since`). What was removed in between is told by an event `gap`. Summaries only: bytes and texts are at the journey and its legs.",
      query: {
        types,
        since: z.string().optional().describe("`begin`: all that is kept first; or the id of an event"),
      },
      answerType: "text/event-stream",
      failures: { 503: "Too many follow the stream already." },
    },
    async ({ query, c }) => {
      if (events.readers >= MOST_READERS)
        throw problem(503, `${MOST_READERS} clients follow the stream already.`, { headers: { "Retry-After": "1" } });
      const from = await positionOf(c.req.header("last-event-id") ?? query.since, events);
      return eventSourceResponse(c, events, from, query.types);
    },
  );
}

async function positionOf(text: string | undefined, events: EventStream) {
  if (text === undefined || text === "") return events.end();
  if (text === "begin") return EventStream.BEGINNING;
  const position = parsePosition(text);
  if (!position) throw problem(400, "since: must be `begin` or the id of an event, such as 120.7.41");
  return position;
}
