// /api/quarantine: messages that mail-flow rules set aside.
import { type QuarantinedMessage, QuarantineError } from "../../../transport/quarantine/quarantine.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { address, instant, limit, mimeResponse, rowId } from "./shared.ts";

const quarantinedMessage = z
  .object({
    id: z.int().describe("by which it is released or deleted"),
    messageId: z.string(),
    networkMessageId: z.string(),
    sender: z.string().describe("P1"),
    recipients: z.array(z.string()),
    subject: z.string(),
    size: z.int().describe("bytes"),
    rule: z.string().describe("the mail-flow rule that set it aside"),
    direction: z.enum(["Inbound", "Outbound"]),
    receivedAt: instant,
    expiresAt: instant.describe("when it is deleted"),
  })
  .openapi("QuarantinedMessage", { description: "A message that a mail-flow rule put into quarantine." });

const release = z
  .strictObject({ recipients: z.array(address("one of its recipients")).min(1).optional() })
  .openapi("Release", { description: "To all its recipients unless some are named." });
const failures = { 404: "No such message is in quarantine, or not for that recipient." };

export function addQuarantine(api: Api, { quarantine }: Pick<HttpServices, "quarantine">): void {
  api.add(
    {
      id: "listQuarantinedMessages",
      method: "get",
      path: "/quarantine",
      group: "quarantine",
      summary: "Messages in quarantine, newest first",
      query: { limit: limit(1000, 1000) },
      answer: z.object({ messages: z.array(quarantinedMessage) }),
    },
    async ({ query }) => ({ messages: (await quarantine.list(query.limit)).map(describe) }),
  );
  api.add(
    {
      id: "getQuarantinedMessage",
      method: "get",
      path: "/quarantine/{id}",
      group: "quarantine",
      summary: "One message in quarantine",
      params: { id: rowId },
      answer: quarantinedMessage,
      failures,
    },
    async ({ params: { id } }) => describe(await attempt(() => quarantine.find(id))),
  );
  api.add(
    {
      id: "getQuarantinedMessageBytes",
      method: "get",
      path: "/quarantine/{id}/bytes",
      group: "quarantine",
      summary: "The message byte for byte as it was set aside",
      params: { id: rowId },
      answerType: "message/rfc822",
      failures,
    },
    async ({ params: { id }, c }) => mimeResponse(c, `quarantined-${id}`, await attempt(() => quarantine.bytes(id))),
  );
  api.add(
    {
      id: "releaseQuarantinedMessage",
      method: "post",
      path: "/quarantine/{id}/release",
      group: "quarantine",
      summary: "Releases a message to all its recipients, or to some: it is delivered, and no rule is asked again",
      params: { id: rowId },
      body: release,
      answer: quarantinedMessage,
      failures,
    },
    async ({ params: { id }, body }) => describe(await attempt(() => quarantine.release(id, body.recipients))),
  );
  api.add(
    {
      id: "deleteQuarantinedMessage",
      method: "post",
      path: "/quarantine/{id}/delete",
      group: "quarantine",
      summary: "Deletes a message from quarantine: nobody gets it, nobody is told",
      params: { id: rowId },
      answer: quarantinedMessage,
      failures,
    },
    async ({ params: { id } }) => describe(await attempt(() => quarantine.remove(id))),
  );
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof QuarantineError ? problem(404, error.message) : error;
  }
}

function describe({ recipients, receivedAt, expiresAt, ...rest }: QuarantinedMessage) {
  return {
    ...rest,
    recipients: [...recipients],
    receivedAt: new Date(receivedAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
