// /api/queues: how much waits, and for what.
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";

export function addQueues(api: Api, services: Pick<HttpServices, "queue">): void {
  api.add(
    {
      id: "listQueues",
      method: "get",
      path: "/queues",
      group: "queues",
      summary: "Queues that hold mail",
      answer: z.object({ queues: z.array(z.object({ queue: z.string(), count: z.int() }).loose().openapi("Queue")) }),
    },
    async () => ({ queues: (await services.queue.counts()) as never }),
  );
}
