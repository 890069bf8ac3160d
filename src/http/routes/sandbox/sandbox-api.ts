// /api: what a real tenant can't show. One file per resource; /openapi.json is made from what they declare.
import { Hono } from "hono";
import type { Route } from "../../nearest-path.ts";
import { API, Api } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { addIndex } from "./api-index.ts";
import { addChecks } from "./checks.ts";
import { addClock } from "./clock.ts";
import { addUpcoming } from "./clock-upcoming.ts";
import { addCompare } from "./compare.ts";
import { addConnection } from "./connection.ts";
import { addEdiscovery } from "./ediscovery.ts";
import { addEvents } from "./events.ts";
import { addExplain } from "./explain.ts";
import { addFaults } from "./faults.ts";
import { addHistoricalSearches } from "./historical-searches.ts";
import { addInternet, addOnPremises } from "./internet.ts";
import { addJourneys } from "./journeys.ts";
import { addLegs } from "./legs.ts";
import { addMessages } from "./messages.ts";
import { addModeration } from "./moderation.ts";
import { addOrganization } from "./organization.ts";
import { addOutbox } from "./outbox.ts";
import { addQuarantine } from "./quarantine.ts";
import { addQueues } from "./queues.ts";
import { addRecalls } from "./recalls.ts";
import { addReset } from "./reset.ts";
import { addRules } from "./rules.ts";
import { addService } from "./service.ts";
import { addSettings } from "./settings.ts";
import { addSmartHost } from "./smart-host.ts";
import { addWait } from "./wait.ts";

/** /api/… and /openapi.json. @param served every route there is, asked once all are there. */
export function sandboxRoutes(services: HttpServices, served: () => readonly Route[]): Hono {
  const api = new Api();
  addIndex(api, services, served);
  addJourneys(api, services);
  addCompare(api, services);
  addExplain(api, services);
  addWait(api, services);
  addEvents(api, services);
  addRecalls(api, services);
  addLegs(api, services);
  addMessages(api, services);
  addInternet(api, services);
  addOnPremises(api, services);
  addQueues(api, services);
  addOutbox(api, services);
  addEdiscovery(api, services);
  addModeration(api, services);
  addQuarantine(api, services);
  addHistoricalSearches(api, services);
  addClock(api, services);
  addUpcoming(api, services);
  addFaults(api, services);
  addSmartHost(api, services);
  addSettings(api, services);
  addService(api, services);
  addRules(api, services);
  addOrganization(api, services);
  addConnection(api, services);
  addChecks(api, services);
  addReset(api, services);

  const routes = new Hono();
  routes.get("/openapi.json", (c) => c.json(api.document(new URL(c.req.url).origin)));
  return routes.route(API, api.routes);
}
