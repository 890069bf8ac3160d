// POST /adminapi/beta/{tenant}/InvokeCommand: the endpoint that Exchange Online's PowerShell module speaks to.
// There is one tenant, whatever the path calls it: scripts keep the name or GUID of their own.
import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { CmdletError } from "../../../cmdlets/cmdlet-error.ts";
import { runCmdlet } from "../../../cmdlets/run-cmdlet.ts";
import { HttpError } from "../../http-error.ts";
import { readBody } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { resultBody } from "./result-body.ts";

const PAGE_SIZE = 1000;
const LARGEST_PAGE = 5000;
const STATUS = { BadRequest: 400, NotFound: 404, Forbidden: 403 } as const;

const envelope = z.object({
  CmdletInput: z.object({
    CmdletName: z.string().min(1),
    Parameters: z.record(z.string(), z.unknown()).nullish(),
  }),
});

export function exchangeAdminRoutes(services: HttpServices): Hono {
  const routes = new Hono();
  routes.post("/beta/:tenant/InvokeCommand", async (c) => {
    const tenant = c.req.param("tenant");
    if (c.req.header("x-responseformat")?.toLowerCase() === "clixml") {
      throw new HttpError(400, "BadRequest", "Results are given as JSON only: send X-ResponseFormat: json, or none.");
    }
    const { CmdletInput } = await readBody(c, envelope, "BadRequest");
    c.header("Cmdlet-Name", CmdletInput.CmdletName.replace(/[^\w-]/g, "").slice(0, 100));
    const result = await runCmdlet(CmdletInput.CmdletName, CmdletInput.Parameters ?? {}, services).catch(
      (error: unknown) => {
        if (!(error instanceof CmdletError)) throw error;
        throw new HttpError(STATUS[error.category], error.category, error.line, {
          headers: { "x-ExceptionType": error.dotNetType },
        });
      },
    );
    const { from, size } = pageOf(c);
    const hasMore = result.objects.length > from + size;
    const url = new URL(c.req.url);
    const page = {
      context: `${url.origin}/adminapi/beta/${tenant}/$metadata#Collection(Exchange.GenericHashTable)`,
      objects: result.objects.slice(from, from + size),
      warnings: result.warnings ?? [],
      confirmation: result.confirmation,
      nextLink: hasMore ? nextLink(url, from + size) : undefined,
    };
    return answer(c, resultBody(page, selected(c)));
  });
  // As the service does: the module's own version of the API has no InvokeCommand.
  routes.all("/v1.0/:tenant/InvokeCommand", () => {
    throw new HttpError(405, "MethodNotAllowed", "InvokeCommand is served under /adminapi/beta/.", {
      headers: { Allow: "" },
    });
  });
  return routes;
}

/** `Prefer: odata.maxpagesize=500`; the next page is the same body posted to @odata.nextLink. */
function pageOf(c: Context): { from: number; size: number } {
  const wanted = /odata\.maxpagesize\s*=\s*(\d{1,6})/i.exec(c.req.header("prefer") ?? "")?.[1];
  const token = c.req.query("$skiptoken") ?? "0";
  if (!/^\d{1,9}$/.test(token)) throw new HttpError(400, "BadRequest", "$skiptoken is not one that this server gave.");
  if (wanted) c.header("Preference-Applied", `odata.maxpagesize=${wanted}`);
  return { from: Number(token), size: Math.min(LARGEST_PAGE, Math.max(1, Number(wanted ?? PAGE_SIZE))) };
}

function nextLink(url: URL, from: number): string {
  const next = new URL(url);
  next.searchParams.set("$skiptoken", String(from));
  return next.href;
}

function selected(c: Context): ReadonlySet<string> | undefined {
  const names = (c.req.query("$select") ?? "").split(",").map((name) => name.trim().toLowerCase());
  return names.some(Boolean) ? new Set(names) : undefined;
}

function answer(c: Context, body: Record<string, unknown>): Response {
  return c.body(JSON.stringify(body), 200, {
    "Content-Type":
      "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
    "OData-Version": "4.0",
    "request-id": randomUUID(),
  });
}
