// All routes behind one door: the guard, and errors in the form of the surface that was asked.
import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { DatabaseFullError } from "../database/database.ts";
import type { Log } from "../runtime/log.ts";
import { accessToken } from "./access-token.ts";
import { type Authority, guard } from "./guard.ts";
import { HttpError } from "./http-error.ts";
import { limits, PART_OF_ANOTHER } from "./limits.ts";
import { measure } from "./measure.ts";
import { methodsOf, nearestPaths, type Route } from "./nearest-path.ts";
import { exchangeAdminError } from "./routes/exchange-admin/admin-error.ts";
import { exchangeAdminRoutes } from "./routes/exchange-admin/exchange-admin.ts";
import { firstPageRoutes } from "./routes/first-page.ts";
import { graphRoutes } from "./routes/graph/graph.ts";
import { graphError } from "./routes/graph/graph-error.ts";
import { odataPath } from "./routes/graph/odata-path.ts";
import { healthRoutes } from "./routes/health.ts";
import { metricsRoutes } from "./routes/metrics.ts";
import { powershellRoutes } from "./routes/powershell.ts";
import { problemDetails } from "./routes/sandbox/problem-details.ts";
import { recallReportRoutes } from "./routes/sandbox/recall-report.ts";
import { sandboxRoutes } from "./routes/sandbox/sandbox-api.ts";
import { WebPage } from "./routes/web.ts";
import type { HttpServices } from "./services.ts";
import { whileReset } from "./while-reset.ts";

export interface AppOptions {
  readonly authority: Authority;
  readonly log: Log;
  /** The web page; as built into the package unless given. */
  readonly page?: WebPage;
  /** Told of every answer: surface, status and real milliseconds until it began. */
  readonly answered?: (surface: string, status: number, ms: number) => void;
}

export function createApp(
  services: HttpServices,
  { authority, log, answered, page = new WebPage() }: AppOptions,
): Hono {
  const app = new Hono({ getPath: (request) => odataPath(request).replace(/^\/adminapi(?=\/)/i, "/adminapi") });
  if (answered) app.use(measure(answered));
  app.onError((error, c) => {
    if (error instanceof HttpError) return render(c, error, services);
    if (error instanceof DatabaseFullError) return render(c, new HttpError(507, "DiskFull", error.message), services);
    const requestId = randomUUID();
    log.error({ err: error, request: requestId, method: c.req.method, path: c.req.path }, "request failed");
    const text = `The sandbox failed to answer; its log names the request ${requestId}.`;
    return render(c, new HttpError(500, "InternalServerError", text), services);
  });
  const { http } = services.configuration;
  app.use(
    limits(http),
    guard(authority),
    accessToken(http.token, (c) => page.isAskedFor(c)),
  );
  app.use((c, next) => Promise.resolve(page.answer(c) ?? next()));
  app.use(whileReset(services));

  app.route("/", healthRoutes(services));
  app.route("/", metricsRoutes(services));
  const answer = (request: Request) => app.fetch(request, PART_OF_ANOTHER);
  app.route("/v1.0", graphRoutes(services, "v1.0", answer));
  app.route("/beta", graphRoutes(services, "beta", answer));
  app.route("/adminapi", exchangeAdminRoutes(services));
  app.route("/powershell", powershellRoutes());
  app.route(
    "/",
    sandboxRoutes(services, () => routes),
  );
  app.route("/recall", recallReportRoutes(services));
  app.route(
    "/",
    firstPageRoutes(services, () => routes),
  );

  const routes: Route[] = app.routes.filter((route) => route.method !== "ALL");
  app.notFound((c) => render(c, unknownRoute(c, routes), services));
  return app;
}

function unknownRoute(c: Context, routes: readonly Route[]): HttpError {
  const { method, path } = c.req;
  const methods = methodsOf(path, routes);
  if (methods.length > 0 && !methods.includes(method)) {
    const allow = methods.join(", ");
    return new HttpError(405, "MethodNotAllowed", `${path} takes ${allow}, not ${method}.`, {
      headers: { Allow: allow },
    });
  }
  const nearest = nearestPaths(method, path, routes);
  const text = `Nothing is served at ${method} ${path}. Nearest: ${nearest.join(", ")}`;
  return new HttpError(404, "ResourceNotFound", text, { extra: { nearest } });
}

function render(c: Context, error: HttpError, services: HttpServices): Response {
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Cache-Control", "no-store");
  if (/^\/(?:v1\.0|beta)(?:\/|$)/.test(c.req.path)) return graphError(c, error, services);
  if (c.req.path.startsWith("/adminapi/")) return exchangeAdminError(c, error);
  return problemDetails(c, error);
}
