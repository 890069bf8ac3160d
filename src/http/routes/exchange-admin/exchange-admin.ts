// /adminapi: the endpoints that Exchange Online's PowerShell module and its like speak to.
// There is one tenant, whatever the path calls it: scripts keep the name or GUID of their own.
import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { HttpError } from "../../http-error.ts";
import { readBody } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { json } from "./admin-json.ts";
import { runBatch } from "./batch.ts";
import { addEntityRoutes } from "./entity-routes.ts";
import { callerOf, type Envelope, envelope, invoke } from "./invocation.ts";
import { addModuleRoutes } from "./module-routes.ts";

/** Endpoints of the Admin API; each runs the Get cmdlet of its name. learn.microsoft.com/exchange/reference/admin-api-endpoints-reference */
const ENDPOINTS = [
  "AcceptedDomain",
  "DistributionGroupMember",
  "DynamicDistributionGroupMember",
  "Mailbox",
  "MailboxFolderPermission",
  "OrganizationConfig",
];

export function exchangeAdminRoutes(services: HttpServices): Hono {
  const routes = new Hono();
  routes.use(async (c, next) => {
    setHeaders(c, services);
    await next();
  });
  routes.post("/beta/:tenant/InvokeCommand", async (c) => answer(c, await readEnvelope(c), services));
  routes.post("/beta/:tenant/$batch", async (c) => json(c, await runBatch(c, services)));
  routes.post("/v2.0/:tenant/:endpoint", async (c) => {
    const input = await readEnvelope(c);
    checkEndpoint(c.req.param("endpoint"), input.CmdletInput.CmdletName);
    return answer(c, input, services);
  });
  // As the service does: the module's own version of the API has no InvokeCommand.
  routes.all("/v1.0/:tenant/InvokeCommand", () => {
    throw new HttpError(405, "MethodNotAllowed", "InvokeCommand is served under /adminapi/beta/.", {
      headers: { Allow: "" },
    });
  });
  addModuleRoutes(routes, services);
  addEntityRoutes(routes, services);
  return routes;
}

const readEnvelope = (c: Context): Promise<Envelope> => readBody(c, envelope, "BadRequest");

async function answer(c: Context, input: Envelope, services: HttpServices): Promise<Response> {
  const request = { url: new URL(c.req.url), header: (name: string) => c.req.header(name), caller: callerOf(c) };
  const { headers, body } = await invoke(input, request, services);
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return json(c, body);
}

/** On every answer, errors too. Nothing is counted, so that nothing is used up. */
function setHeaders(c: Context, { configurations, clock }: HttpServices): void {
  const limit = "30000";
  c.header("OData-Version", "4.0");
  c.header("request-id", randomUUID());
  c.header("X-CalculatedBETarget", configurations.current().hostname);
  c.header("Rate-Limit-Limit", limit);
  c.header("Rate-Limit-Remaining", limit);
  c.header("Rate-Limit-Reset", new Date(clock.now()).toISOString());
}

function checkEndpoint(wanted: string, cmdlet: string): void {
  const endpoint = ENDPOINTS.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (endpoint === undefined) {
    const known = ENDPOINTS.join(", ");
    throw new HttpError(404, "NotFound", `/adminapi/v2.0/{tenant}/ has ${known}, not "${wanted.slice(0, 100)}".`);
  }
  const own = `Get-${endpoint}`;
  if (own.toLowerCase() === cmdlet.toLowerCase()) return;
  throw new HttpError(400, "BadRequest", `The endpoint ${endpoint} runs ${own}, not ${cmdlet.slice(0, 100)}.`);
}
