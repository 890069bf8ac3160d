// POST /adminapi/beta/{tenant}/$batch: several cmdlets in one request, each answered for itself. OData 4.01 JSON §19
import type { Context } from "hono";
import { z } from "zod";
import { HttpError } from "../../http-error.ts";
import { parseBody, readBody } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { errorBody } from "./admin-error.ts";
import { callerOf, envelope, invoke } from "./invocation.ts";

const MAX_REQUESTS = 10;

const batchBody = z.object({
  requests: z
    .array(
      z.object({
        id: z.union([z.string(), z.number()]).transform(String),
        method: z.string(),
        url: z.string(),
        headers: z.record(z.string(), z.string()).nullish(),
        body: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(MAX_REQUESTS, `a batch has at most ${MAX_REQUESTS} requests`),
});

type BatchRequest = z.infer<typeof batchBody>["requests"][number];

interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

export async function runBatch(c: Context, services: HttpServices): Promise<{ responses: BatchResponse[] }> {
  const { requests } = await readBody(c, batchBody, "BadRequest");
  const responses: BatchResponse[] = [];
  // One after the other: what one sets the next one sees.
  for (const request of requests) responses.push(await answer(request, new URL(c.req.url), callerOf(c), services));
  return { responses };
}

async function answer(
  request: BatchRequest,
  batchUrl: URL,
  caller: string | undefined,
  services: HttpServices,
): Promise<BatchResponse> {
  try {
    const url = urlOf(request, batchUrl);
    const input = parseBody(request.body, envelope, "BadRequest");
    const { headers, body } = await invoke(input, { url, header: headerOf(request), caller }, services);
    return { id: request.id, status: 200, headers, body };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { id: request.id, status: error.status, headers: error.headers, body: errorBody(error) };
  }
}

function headerOf({ headers }: BatchRequest): (name: string) => string | undefined {
  const given = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => given.get(name.toLowerCase());
}

/** Clients name it in full, by its path, or by its last segment alone; another host's is taken for ours. */
function urlOf({ method, url }: BatchRequest, batchUrl: URL): URL {
  const [path = "", query = ""] = url.split("?", 2);
  if (method.toUpperCase() !== "POST" || !/(?:^|\/)InvokeCommand$/i.test(path)) {
    throw new HttpError(404, "NotFound", `A batch takes POST …/InvokeCommand, not ${method} ${url.slice(0, 200)}.`);
  }
  const own = new URL(batchUrl);
  own.pathname = batchUrl.pathname.replace(/[^/]*$/, "InvokeCommand");
  own.search = query;
  return own;
}
