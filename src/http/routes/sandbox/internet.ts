// /api/internet: mail that reached the sandbox's internet, that is, every domain outside.
import type { SinkMessage } from "../../../internet/sink.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { address, instant, limit, messageId, mimeResponse, rowId } from "./shared.ts";

const internetMessage = z
  .object({
    id: z.int(),
    at: instant,
    sender: z.string().describe("P1"),
    recipients: z.array(z.string()).describe("P1"),
    messageId: z.string(),
    subject: z.string(),
  })
  .openapi("InternetMessage", { description: "A message that reached a domain outside." });

const id = { id: rowId } as const;
const failures = { 404: "No such message reached the internet, or retention removed it." } as const;

// Not within the function: a schema made from one with metadata is registered for good.
const before = rowId.optional().describe("`next` of another page: messages before those of that page");

export function addInternet(api: Api, { internet }: Pick<HttpServices, "internet">): void {
  api.add(
    {
      id: "listInternetMessages",
      method: "get",
      path: "/internet",
      group: "internet",
      summary: "Mail that reached domains outside, oldest first; the newest of it unless `before` is given",
      query: {
        messageId: messageId("the message").optional(),
        sender: address("P1 sender").optional(),
        recipient: address("a P1 recipient").optional(),
        limit: limit(1000, 1000),
        before,
      },
      answer: z.object({
        messages: z.array(internetMessage),
        next: z.int().optional().describe("`before` of the page with older ones; absent when there are none"),
      }),
    },
    async ({ query: { limit, ...filter } }) => {
      const found = await internet.list({ ...filter, limit: limit + 1 });
      const shown = found.slice(-limit);
      return { messages: shown.map(describe), ...(found.length > limit && shown[0] && { next: shown[0].id }) };
    },
  );
  api.add(
    {
      id: "getInternetMessage",
      method: "get",
      path: "/internet/{id}",
      group: "internet",
      summary: "One message that reached a domain outside",
      params: id,
      answer: internetMessage,
      failures,
    },
    async ({ params }) => describe(await find(params.id)),
  );
  api.add(
    {
      id: "getInternetMessageBytes",
      method: "get",
      path: "/internet/{id}/bytes",
      group: "internet",
      summary: "The message byte for byte as the internet got it",
      params: id,
      answerType: "message/rfc822",
      failures,
    },
    async ({ params, c }) => mimeResponse(c, `internet-${params.id}`, await internet.bytes((await find(params.id)).id)),
  );

  async function find(id: number): Promise<SinkMessage> {
    const found = await internet.find(id);
    if (!found) throw problem(404, `No message ${id} reached the internet.`);
    return found;
  }
}

function describe({ id, at, sender, recipients, messageId, subject }: SinkMessage) {
  return { id, at: new Date(at).toISOString(), sender, recipients, messageId, subject };
}
