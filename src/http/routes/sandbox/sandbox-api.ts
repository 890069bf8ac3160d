// /api: what a real tenant can't show. One file per resource; /openapi.json is made from what they declare.
import { Hono } from "hono";
import { API, Api } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { addClock } from "./clock.ts";
import { addConnection } from "./connection.ts";
import { addInternet } from "./internet.ts";
import { addLegs } from "./legs.ts";
import { addQueues } from "./queues.ts";
import { addRecalls } from "./recalls.ts";

/** /api/… and /openapi.json. */
export function sandboxRoutes(services: HttpServices): Hono {
  const api = new Api();
  addRecalls(api, services);
  addLegs(api, services);
  addInternet(api, services);
  addQueues(api, services);
  addClock(api, services);
  addConnection(api, services);

  const routes = new Hono();
  routes.get("/openapi.json", (c) => c.json(api.document(new URL(c.req.url).origin)));
  return routes.route(API, api.routes);
}
