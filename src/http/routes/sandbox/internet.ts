// /api/internet: mail that reached the sandbox's internet, that is, every domain outside.
import type { SinkMessage } from "../../../internet/sink.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { idParam, instant, mimeResponse, rowId } from "./shared.ts";

const message = z
  .object({
    id: z.int(),
    at: instant,
    sender: z.string(),
    recipients: z.array(z.string()),
    messageId: z.string(),
    subject: z.string(),
  })
  .openapi("InternetMessage");

const id = idParam("a message that reached the internet");
const failures = { 404: "No such message reached the internet." };

export function addInternet(api: Api, { internet }: Pick<HttpServices, "internet">): void {
  const group = "internet";
  api.add(
    {
      id: "listInternetMessages",
      method: "get",
      path: "/internet",
      group,
      summary: "Mail that reached the internet, newest first",
      query: {
        messageId: z.string().optional().describe("Message-ID, with or without angle brackets"),
        recipient: z.string().optional().describe("address of a recipient, in any case"),
      },
      answer: z.object({ messages: z.array(message) }),
    },
    async ({ query }) => {
      const messages = (await internet.list()).filter(
        (one) =>
          (query.messageId === undefined || bare(one.messageId) === bare(query.messageId)) &&
          (query.recipient === undefined || includes(one.recipients, query.recipient)),
      );
      return { messages: messages.map(describe) };
    },
  );
  api.add(
    {
      id: "getInternetMessage",
      method: "get",
      path: "/internet/{id}",
      group,
      summary: "One message that reached the internet",
      params: { id },
      answer: message,
      failures,
    },
    async ({ params }) => describe(await find(internet, params.id)),
  );
  api.add(
    {
      id: "getInternetMessageBytes",
      method: "get",
      path: "/internet/{id}/bytes",
      group,
      summary: "The message as it was on the wire",
      params: { id },
      answerType: "message/rfc822",
      failures,
    },
    async ({ params, c }) => {
      const found = await find(internet, params.id);
      return mimeResponse(c, await internet.bytes(found.id), `internet-${found.id}`);
    },
  );
}

async function find(internet: HttpServices["internet"], id: string): Promise<SinkMessage> {
  const found = (await internet.list()).find((one) => one.id === rowId(id));
  if (!found) throw problem(404, `No message ${id.slice(0, 100)} reached the internet.`);
  return found;
}

const bare = (messageId: string): string => messageId.replace(/^<|>$/g, "");
const includes = (recipients: readonly string[], wanted: string): boolean =>
  recipients.some((address) => address.toLowerCase() === wanted.toLowerCase());

function describe({ id, at, sender, recipients, messageId, subject }: SinkMessage) {
  return { id, at: new Date(at).toISOString(), sender, recipients: [...recipients], messageId, subject };
}
