// /healthz: the process answers. /readyz: it takes mail, or says why not.
import { Hono } from "hono";
import type { HttpServices } from "../services.ts";

export function healthRoutes(services: Pick<HttpServices, "unready">): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", (c) => {
    const reasons = services.unready();
    return reasons.length === 0 ? c.json({ status: "ready" }) : c.json({ status: "unready", reasons }, 503);
  });
  return routes;
}
