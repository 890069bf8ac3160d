// /api/ports and /api/ca.pem: what a mail client needs to reach the listeners and to trust them.
import { Hono } from "hono";
import type { HttpServices } from "../../services.ts";

export function connectionRoutes(services: Pick<HttpServices, "ports" | "certificates">): Hono {
  const routes = new Hono();
  routes.get("/ports", (c) => c.json(services.ports));
  routes.get("/ca.pem", (c) =>
    c.body(services.certificates.ca.cert, 200, { "Content-Type": "application/x-pem-file" }),
  );
  return routes;
}
