// Several requests in one, each answered as if it had come alone. Microsoft Graph: combine multiple HTTP requests
// using JSON batching
import type { Context, Hono } from "hono";
import { z } from "zod";
import { HttpError } from "../../http-error.ts";
import type { GraphVersion } from "./graph-context.ts";
import { entity, readGraphJson } from "./graph-json.ts";

const MOST = 20;
const batchBody = entity({
  requests: z
    .array(
      entity({
        id: z.string().min(1).max(100),
        method: z
          .string()
          .toUpperCase()
          .pipe(z.enum(["GET", "POST", "PATCH", "PUT", "DELETE"])),
        url: z.string().min(1).max(8000),
        headers: z.record(z.string().regex(/^[\w-]{1,100}$/), z.string().regex(/^[\t\x20-\x7e]*$/)).nullish(),
        body: z.unknown().optional(),
        dependsOn: z.array(z.string()).nullish(),
      }),
    )
    .min(1)
    .max(MOST, `at most ${MOST} requests were expected`),
});

type BatchRequest = z.output<typeof batchBody>["requests"][number];

interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Answer = (request: Request) => Response | Promise<Response>;

/** @param answer takes a request as the server takes it. */
export function addBatchRoute(routes: Hono, version: GraphVersion, answer: Answer): void {
  routes.post("/$batch", async (c) => {
    const { requests } = await readGraphJson(c, batchBody, "batch");
    refuseWrongOrder(requests);
    const responses = new Map<string, BatchResponse>();
    for (const request of requests) responses.set(request.id, await answerOne(c, version, request, responses, answer));
    return c.json({ responses: [...responses.values()] });
  });
}

/** One after the other, so whatever another one waits for must stand before it. */
function refuseWrongOrder(requests: readonly BatchRequest[]): void {
  const before = new Set<string>();
  for (const { id, dependsOn } of requests) {
    if (before.has(id)) throw new HttpError(400, "BadRequest", `Request Id '${id}' is given twice.`);
    const missing = dependsOn?.find((other) => !before.has(other));
    if (missing !== undefined)
      throw new HttpError(
        400,
        "BadRequest",
        `Request '${id}' depends on '${missing.slice(0, 100)}', which does not stand before it.`,
      );
    before.add(id);
  }
}

async function answerOne(
  c: Context,
  version: GraphVersion,
  request: BatchRequest,
  earlier: ReadonlyMap<string, BatchResponse>,
  answer: Answer,
): Promise<BatchResponse> {
  const { id, method, url, body } = request;
  const failed = request.dependsOn?.find((other) => (earlier.get(other)?.status ?? 0) >= 400);
  if (failed !== undefined) return refused(id, 424, "FailedDependency", `The request '${failed}' failed.`);
  const { origin } = new URL(c.req.url);
  const root = `${origin}/${version}/`;
  // Parsed first: what leads elsewhere by ".." or a host of its own is seen.
  const target = URL.parse(url.replace(/^\/+/, ""), root)?.href;
  if (!target?.startsWith(root)) return refused(id, 400, "BadRequest", `'${url.slice(0, 200)}' is no relative URL.`);
  if (/^\$batch(?:[/?]|$)/.test(target.slice(root.length)))
    return refused(id, 400, "BadRequest", "A batch can't be in a batch.");
  const headers = new Headers({ host: c.req.header("host") ?? "" });
  for (const name of ["authorization", "prefer"]) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  for (const [name, value] of Object.entries(request.headers ?? {}))
    if (!/^(?:host|origin|content-length)$/i.test(name)) headers.set(name, value);
  const text = body === undefined || body === null ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  return read(
    id,
    await answer(
      new Request(target, { method, headers, ...(text !== undefined && method !== "GET" && { body: text }) }),
    ),
  );
}

async function read(id: string, response: Response): Promise<BatchResponse> {
  const headers: Record<string, string> = {};
  for (const name of ["Content-Type", "Retry-After", "Allow", "Preference-Applied"]) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return { id, status: response.status, headers };
  const isJson = /^application\/json\b/.test(headers["Content-Type"] ?? "");
  const body: unknown = isJson ? JSON.parse(bytes.toString("utf8")) : bytes.toString("base64");
  return { id, status: response.status, headers, body };
}

function refused(id: string, status: number, code: string, message: string): BatchResponse {
  return { id, status, headers: { "Content-Type": "application/json" }, body: { error: { code, message } } };
}
