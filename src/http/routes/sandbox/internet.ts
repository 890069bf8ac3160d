// /api/internet: mail that reached the sandbox's internet, that is, every domain outside. /api/on-premises: mail that
// reached mailboxes of the organization that are not in the cloud.
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
  .openapi("InternetMessage", { description: "A message that reached a domain outside, or a mailbox on premises." });

const id = { id: rowId } as const;
// Not within the function: a schema made from one with metadata is registered for good.
const before = rowId.optional().describe("`next` of another page: messages before those of that page");

type Sink = HttpServices["internet"];

interface Place {
  /** Between list, get and Message in the names of the operations. */
  readonly name: string;
  readonly path: string;
  /** "reached …" */
  readonly who: string;
}

export function addInternet(api: Api, { internet }: Pick<HttpServices, "internet">): void {
  addSink(api, internet, { name: "Internet", path: "internet", who: "domains outside" });
}

export function addOnPremises(api: Api, { onPremises }: Pick<HttpServices, "onPremises">): void {
  addSink(api, onPremises, { name: "OnPremises", path: "on-premises", who: "mailboxes on premises" });
}

function addSink(api: Api, sink: Sink, { name, path, who }: Place): void {
  const failures = { 404: `No such message reached ${who}, or retention removed it.` } as const;
  api.add(
    {
      id: `list${name}Messages`,
      method: "get",
      path: `/${path}`,
      group: "internet",
      summary: `Mail that reached ${who}, oldest first; the newest of it unless \`before\` is given`,
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
      const found = await sink.list({ ...filter, limit: limit + 1 });
      const shown = found.slice(-limit);
      return { messages: shown.map(describe), ...(found.length > limit && shown[0] && { next: shown[0].id }) };
    },
  );
  api.add(
    {
      id: `get${name}Message`,
      method: "get",
      path: `/${path}/{id}`,
      group: "internet",
      summary: `One message that reached ${who}`,
      params: id,
      answer: internetMessage,
      failures,
    },
    async ({ params }) => describe(await find(params.id)),
  );
  api.add(
    {
      id: `get${name}MessageBytes`,
      method: "get",
      path: `/${path}/{id}/bytes`,
      group: "internet",
      summary: "The message byte for byte as it got there",
      params: id,
      answerType: "message/rfc822",
      failures,
    },
    async ({ params, c }) => mimeResponse(c, `${path}-${params.id}`, await sink.bytes((await find(params.id)).id)),
  );

  async function find(id: number): Promise<SinkMessage> {
    const found = await sink.find(id);
    if (!found) throw problem(404, `No message ${id} reached ${who}.`);
    return found;
  }
}

function describe({ id, at, sender, recipients, messageId, subject }: SinkMessage) {
  return { id, at: new Date(at).toISOString(), sender, recipients, messageId, subject };
}
