// /metrics: for Prometheus, in its text format.
import { Hono } from "hono";
import type { HttpServices } from "../services.ts";

export function metricsRoutes({ metrics }: Pick<HttpServices, "metrics">): Hono {
  const routes = new Hono();
  routes.get("/metrics", async (c) => c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }));
  return routes;
}
