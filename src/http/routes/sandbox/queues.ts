// /api/queues: how much waits, and for what.
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

const queue = z
  .object({
    queue: z.enum(["outbox", "submission", "moderation", "quarantine", "delivery", "poison"]),
    nextHop: z.string().describe("mailbox, internet or connector:NAME; empty before the categorizer"),
    items: z.int().min(1),
  })
  .openapi("Queue", { description: "Messages that wait for the same next hop." });

export function addQueues(api: Api, services: Pick<HttpServices, "queue">): void {
  api.add(
    {
      id: "listQueues",
      method: "get",
      path: "/queues",
      group: "queues",
      summary: "How many messages wait, by queue and next hop; empty queues are not listed",
      answer: z.object({ queues: z.array(queue) }),
    },
    async () => ({ queues: await services.queue.counts() }),
  );
}
