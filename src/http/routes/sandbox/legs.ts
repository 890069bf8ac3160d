// /api/legs: each crossing of a connector, with envelope, transcript and bytes as they went over the wire.
import type { Leg } from "../../../trace/legs.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { instant, limit, messageId, mimeResponse, rowId, text } from "./shared.ts";

const leg = z
  .object({
    id: z.int(),
    direction: z.enum(["in", "out"]),
    connector: z.string().describe("its name; empty for mail that no connector claimed"),
    at: instant,
    peer: z.string().describe("host:port of the other side"),
    tls: z.string().nullable().describe("version and cipher; null without TLS"),
    certificate: z.string().nullable().describe("name in the certificate that the other side showed"),
    networkMessageId: z.string(),
    journeyId: z.string().describe("network message id of the first pass"),
    messageId: z.string(),
    reply: z.string().describe("the last word about the message: of the other side, or ours"),
    transcript: z.array(z.string()).describe("the SMTP dialog line by line, C: and S:, secrets masked"),
    transcriptTimes: z
      .array(z.int())
      .nullable()
      .describe("of each line, real milliseconds since the connection began; null in what an older version wrote"),
    size: z.int().describe("bytes"),
    envelope: z.object({ from: z.string(), to: z.array(z.string()) }).describe("P1"),
  })
  .openapi("Leg", { description: "A message's crossing of a connector." });

const id = { id: rowId } as const;
const failures = { 404: "There is no such leg, or retention removed it." } as const;

// Not within the function: a schema made from one with metadata is registered for good.
const before = rowId.optional().describe("`next` of another page: legs before those of that page");

export function addLegs(api: Api, { legs }: Pick<HttpServices, "legs">): void {
  api.add(
    {
      id: "listLegs",
      method: "get",
      path: "/legs",
      group: "legs",
      summary: "Crossings of connectors, oldest first; the newest of them unless `before` is given",
      query: {
        messageId: messageId("the message").optional(),
        networkMessageId: text("one pass of the message").toLowerCase().optional(),
        journeyId: text("the message over all its passes").toLowerCase().optional(),
        direction: z.enum(["in", "out"]).optional().describe("out: to a smart host; in: from one"),
        connector: text("name of the connector, in any case").optional(),
        limit: limit(1000, 1000),
        before,
      },
      answer: z.object({
        legs: z.array(leg),
        next: z.int().optional().describe("`before` of the page with older legs; absent when there are none"),
      }),
    },
    async ({ query: { limit, ...filter } }) => {
      const found = await legs.list({ ...filter, limit: limit + 1 });
      const shown = found.slice(-limit);
      return { legs: shown.map(describe), ...(found.length > limit && shown[0] && { next: shown[0].id }) };
    },
  );
  api.add(
    {
      id: "getLeg",
      method: "get",
      path: "/legs/{id}",
      group: "legs",
      summary: "One crossing, with envelope, reply and transcript",
      params: id,
      answer: leg,
      failures,
    },
    async ({ params }) => describe(await find(params.id)),
  );
  api.add(
    {
      id: "getLegBytes",
      method: "get",
      path: "/legs/{id}/bytes",
      group: "legs",
      summary: "The message byte for byte as it crossed, dot stuffing undone",
      params: id,
      answerType: "message/rfc822",
      failures,
    },
    async ({ params, c }) => mimeResponse(c, `leg-${params.id}`, await legs.bytes(await find(params.id))),
  );

  async function find(id: number): Promise<Leg> {
    const found = await legs.find(id);
    if (!found) throw problem(404, `There is no leg ${id}.`);
    return found;
  }
}

function describe({ contentId: _, at, sender, recipients, ...rest }: Leg) {
  return { ...rest, at: new Date(at).toISOString(), envelope: { from: sender, to: recipients } };
}
