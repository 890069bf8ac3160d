// /healthz: the process answers. /readyz: it takes mail, or says check by check why not.
import { Hono } from "hono";
import { packageVersion } from "../../runtime/package-files.ts";
import type { HttpServices } from "../services.ts";

export function healthRoutes(services: Pick<HttpServices, "readiness">): Hono {
  const version = packageVersion();
  const routes = new Hono();
  routes.get("/healthz", (c) => c.json({ status: "ok", version }));
  routes.get("/readyz", async (c) => {
    const checks = await services.readiness();
    const failed = checks.filter((check) => check.status === "failed");
    const reasons = failed.map(({ reason }) => reason);
    const status = failed.length === 0 ? "ready" : "unready";
    return c.json({ status, ...(reasons.length > 0 && { reasons }), checks }, failed.length === 0 ? 200 : 503);
  });
  return routes;
}
