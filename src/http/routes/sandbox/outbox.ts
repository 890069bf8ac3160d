// /api/outbox: messages that were submitted and have not left, because their senders may still take them back.
import type { HeldMessage } from "../../../transport/queue/held-message.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { address, instant, limit, messageId, rowId } from "./shared.ts";

const heldMessage = z
  .object({
    id: z.int().describe("of its item in the Outbox"),
    mailbox: z.string().describe("whose Outbox"),
    messageId: z.string(),
    networkMessageId: z.string(),
    subject: z.string(),
    recipients: z.array(z.string()).describe("P1"),
    sendAt: instant.describe("when it leaves"),
  })
  .openapi("HeldMessage", {
    description: 'A message that waits in the Outbox: "Undo send", or deferred by its sender.',
  });

const NOT_THERE = "No message with this id waits in an Outbox: there was none, it was taken back, or it has left.";

export function addOutbox(
  api: Api,
  { outbox, mailboxes, clock }: Pick<HttpServices, "outbox" | "mailboxes" | "clock">,
) {
  api.add(
    {
      id: "listHeldMessages",
      method: "get",
      path: "/outbox",
      group: "outbox",
      summary: "Messages that were submitted and have not left; those that leave next come first",
      query: {
        mailbox: address("whose Outbox").optional(),
        messageId: messageId("the message").optional(),
        limit: limit(1000, 1000),
      },
      answer: z.object({ messages: z.array(heldMessage) }),
    },
    async ({ query }) => ({ messages: (await outbox.list(query)).map(describe) }),
  );
  api.add(
    {
      id: "undoSend",
      method: "post",
      path: "/outbox/{id}/undo",
      group: "outbox",
      summary: "Takes a message back that has not left: it is a draft again",
      params: { id: rowId },
      answer: heldMessage,
      failures: { 404: NOT_THERE },
    },
    async ({ params: { id } }) => {
      const [held] = await outbox.list({ itemId: id });
      const item = held && (await mailboxes.get(held.mailbox, id));
      if (!held || !item || !(await outbox.undo(item, clock.now()))) throw problem(404, NOT_THERE);
      return describe(held);
    },
  );
}

function describe({ itemId, sendAt, ...held }: HeldMessage) {
  return { id: itemId, ...held, sendAt: new Date(sendAt).toISOString() };
}
