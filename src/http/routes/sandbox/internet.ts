// /api/internet: mail that reached the sandbox's internet, that is, every domain outside.
import { Hono } from "hono";
import type { SinkMessage } from "../../../internet/sink.ts";
import { problem } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { mimeResponse, rowId } from "./shared.ts";

export function internetRoutes(services: Pick<HttpServices, "internet">): Hono {
  const routes = new Hono();
  routes.get("/", async (c) => {
    const [messageId, recipient] = [c.req.query("messageId"), c.req.query("recipient")?.toLowerCase()];
    const messages = (await services.internet.list()).filter(
      (message) =>
        (messageId === undefined || message.messageId.replace(/^<|>$/g, "") === messageId.replace(/^<|>$/g, "")) &&
        (recipient === undefined || message.recipients.some((address) => address.toLowerCase() === recipient)),
    );
    return c.json({ messages: messages.map(describe) });
  });
  routes.get("/:id", async (c) => c.json(describe(await find(services, c.req.param("id")))));
  routes.get("/:id/bytes", async (c) => {
    const message = await find(services, c.req.param("id"));
    return mimeResponse(c, await services.internet.bytes(message.id));
  });
  return routes;
}

async function find(services: Pick<HttpServices, "internet">, id: string): Promise<SinkMessage> {
  const found = (await services.internet.list()).find((message) => message.id === rowId(id));
  if (!found) throw problem(404, `No message ${id} reached the internet.`);
  return found;
}

function describe({ id, at, sender, recipients, messageId, subject }: SinkMessage) {
  return { id, at: new Date(at).toISOString(), sender, recipients, messageId, subject };
}
