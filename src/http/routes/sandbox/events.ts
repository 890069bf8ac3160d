// /api/events: what happens, as it happens. Server-sent events with summaries; Last-Event-ID goes on where it was.
import { EventStream, parsePosition, STREAM_TYPES, type StreamType } from "../../../journey/event-stream.ts";
import { directoryOf } from "../../../organization/directory.ts";
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

/** More at once are refused. */
const MOST_MAILBOXES = 20;

const mailboxes = z
  .string()
  .max(10_000)
  .default("")
  .transform((text, context): readonly string[] => {
    const named = text.split(",").map((address) => address.trim().toLowerCase());
    const wanted = [...new Set(named.filter((address) => address !== ""))];
    if (wanted.length > MOST_MAILBOXES) context.addIssue(`must name ${MOST_MAILBOXES} mailboxes at most`);
    return wanted;
  })
  .openapi({ type: "string", example: "bob@contoso.com", description: "addresses, by commas; for the type mailbox" });

export function addEvents(api: Api, { events, configurations }: Pick<HttpServices, "events" | "configurations">): void {
  api.add(
    {
      id: "followEvents",
      method: "get",
      path: "/events",
      group: "events",
      summary: "Server-sent events: tracking, recall, journey, mailbox, check and refusal, each with its id",
      description:
        "A client that comes back names the id of its last event in Last-Event-ID (or `since`). What was removed in between is told by an event `gap`. Events `mailbox` are kept nowhere: each mailbox begins with one that says `followed`, whereupon a client asks for what is there. Events `check` are kept nowhere either: they tell that a run has begun, each trial that has ended, and the end of the run; who was away, or counts fewer `trials`, asks GET /api/checks/{id}. Events `refusal`, kept at GET /api/refusals, tell what the tenant refused at its door. Summaries only: bytes and texts are at the journey and its legs.",
      query: {
        types,
        mailboxes,
        since: z.string().optional().describe("`begin`: all that is kept first; or the id of an event"),
      },
      answerType: "text/event-stream",
      failures: { 503: "Too many follow the stream already." },
    },
    async ({ query, c }) => {
      if (events.readers >= MOST_READERS)
        throw problem(503, `${MOST_READERS} clients follow the stream already.`, { headers: { "Retry-After": "1" } });
      const from = await positionOf(c.req.header("last-event-id") ?? query.since, events);
      const named = mailboxesOf(query);
      return eventSourceResponse(c, events, from, query.types, named);
    },
  );

  function mailboxesOf(query: { readonly types: ReadonlySet<StreamType>; readonly mailboxes: readonly string[] }) {
    if (query.types.has("mailbox") !== query.mailboxes.length > 0)
      throw problem(400, "mailboxes: names whose changes the type mailbox tells of; neither goes without the other");
    const directory = directoryOf(configurations.current());
    return query.mailboxes.map((address) => {
      const found = directory.findMailbox(address)?.address;
      if (found === undefined) throw problem(400, `mailboxes: ${address} is no mailbox of this tenant`);
      return found;
    });
  }
}

async function positionOf(text: string | undefined, events: EventStream) {
  if (text === undefined || text === "") return events.end();
  if (text === "begin") return EventStream.BEGINNING;
  const position = parsePosition(text);
  if (!position) throw problem(400, "since: must be `begin` or the id of an event, such as 120.7.41");
  return position;
}
