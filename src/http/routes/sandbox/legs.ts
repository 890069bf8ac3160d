// /api/legs: each crossing of a connector, with envelope, transcript and bytes as they went over the wire.
import type { Leg } from "../../../trace/legs.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { asMessageId, idParam, instant, limit, mimeResponse, rowId } from "./shared.ts";

const leg = z
  .object({
    id: z.int(),
    direction: z.enum(["out", "in"]),
    connector: z.string().describe("empty for mail that matched none"),
    at: instant,
    peer: z.string().describe("host:port of the other side"),
    tls: z.string().nullable(),
    certificate: z.string().nullable(),
    networkMessageId: z.string(),
    journeyId: z.string(),
    messageId: z.string(),
    envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
    reply: z.string(),
    transcript: z.array(z.string()).describe("both sides, line by line; secrets are masked"),
    size: z.int(),
  })
  .openapi("Leg");

const id = idParam("a leg");
const failures = { 404: "There is no such leg." };
const group = "legs";

export function addLegs(api: Api, { legs }: Pick<HttpServices, "legs">): void {
  api.add(
    {
      id: "listLegs",
      method: "get",
      path: "/legs",
      group,
      summary: "Crossings of connectors, oldest first; the newest `limit` of them",
      query: {
        messageId: z.string().optional().describe("Message-ID, with or without angle brackets"),
        journeyId: z.string().optional().describe("id of the journey"),
        networkMessageId: z.string().optional().describe("network message id of the pass"),
        connector: z.string().optional().describe("connector's name"),
        direction: z.enum(["out", "in"]).optional().describe("out: what left; in: what came back"),
        before: z.string().optional().describe("only legs with a smaller id"),
        limit: limit(1000, 10_000),
      },
      answer: z.object({ legs: z.array(leg) }),
    },
    async ({ query }) => {
      const found = await legs.list({
        ...(query.messageId !== undefined && { messageId: asMessageId(query.messageId) }),
        ...(query.journeyId !== undefined && { journeyId: query.journeyId.toLowerCase() }),
        ...(query.networkMessageId !== undefined && { networkMessageId: query.networkMessageId.toLowerCase() }),
        ...(query.connector !== undefined && { connector: query.connector }),
        ...(query.direction !== undefined && { direction: query.direction }),
        ...(query.before !== undefined && { before: rowId(query.before) }),
        limit: query.limit,
      });
      return { legs: found.map(describe) };
    },
  );
  api.add(
    {
      id: "getLeg",
      method: "get",
      path: "/legs/{id}",
      group,
      summary: "One crossing",
      params: { id },
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
      group,
      summary: "The message as it was on the wire, dot stuffing undone",
      params: { id },
      answerType: "message/rfc822",
      failures,
    },
    async ({ params, c }) => {
      const found = await find(params.id);
      return mimeResponse(c, await legs.bytes(found), `leg-${found.id}`);
    },
  );

  async function find(id: string): Promise<Leg> {
    const found = await legs.find(rowId(id));
    if (!found) throw problem(404, `There is no leg ${id.slice(0, 100)}.`);
    return found;
  }
}

function describe(one: Leg) {
  const { contentId: _, at, sender, recipients, transcript, ...rest } = one;
  return {
    ...rest,
    at: new Date(at).toISOString(),
    envelope: { from: sender, to: [...recipients] },
    transcript: [...transcript],
  };
}
