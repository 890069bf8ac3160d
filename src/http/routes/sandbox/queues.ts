// /api/queues: how much waits, and for what.
import { Hono } from "hono";
import type { HttpServices } from "../../services.ts";

export function queueRoutes(services: Pick<HttpServices, "queue">): Hono {
  const routes = new Hono();
  routes.get("/", async (c) => c.json({ queues: await services.queue.counts() }));
  return routes;
}
