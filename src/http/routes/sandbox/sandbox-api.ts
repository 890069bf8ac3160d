// /api: what a real tenant can't show. One file per resource.
import { Hono } from "hono";
import type { HttpServices } from "../../services.ts";
import { clockRoutes } from "./clock.ts";
import { connectionRoutes } from "./connection.ts";
import { internetRoutes } from "./internet.ts";
import { legRoutes } from "./legs.ts";
import { queueRoutes } from "./queues.ts";
import { recallRoutes } from "./recalls.ts";

export function sandboxRoutes(services: HttpServices): Hono {
  const routes = new Hono();
  routes.route("/recalls", recallRoutes(services));
  routes.route("/legs", legRoutes(services));
  routes.route("/internet", internetRoutes(services));
  routes.route("/clock", clockRoutes(services));
  routes.route("/queues", queueRoutes(services));
  routes.route("/", connectionRoutes(services));
  return routes;
}
