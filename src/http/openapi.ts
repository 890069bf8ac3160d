// The sandbox's own API, declared before it is served: each operation names what it takes and gives as schemas; the
// requests are judged by them and /openapi.json is made from them. OpenAPI 3.1
import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { didYouMean } from "../organization/nearest.ts";
import { packageVersion } from "../runtime/package-files.ts";
import { problem } from "./http-error.ts";
import { readBody } from "./request-body.ts";

const BASE = "/api";

type Shape = Readonly<Record<string, z.ZodType>>;
type Values<S extends Shape | undefined> = S extends Shape ? z.output<z.ZodObject<S>> : Record<never, never>;

export interface Operation<P extends Shape, Q extends Shape, B extends z.ZodType, A extends z.ZodType> {
  /** operationId: "listJourneys". */
  readonly id: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** "/journeys/{id}", below /api. */
  readonly path: string;
  /** What it is about: operations of one group stand together. */
  readonly group: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  /** JSON; an absent body is read as {}. */
  readonly body?: B;
  /** JSON it answers with. */
  readonly answer?: A;
  /** Instead of JSON. */
  readonly answerType?: string;
  readonly status?: 200 | 201 | 202 | 204;
  /** Statuses it fails with besides 400, and when. */
  readonly failures?: Readonly<Partial<Record<404 | 409 | 413 | 415 | 503 | 504, string>>>;
}

export interface Input<P extends Shape, Q extends Shape, B extends z.ZodType> {
  readonly params: Values<P>;
  readonly query: Values<Q>;
  readonly body: z.output<B>;
  readonly c: Context;
}

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("what is wrong, and what would be right"),
    problems: z
      .array(z.object({ in: z.enum(["path", "query", "body"]), name: z.string(), message: z.string() }))
      .optional()
      .describe("each thing that is wrong with the request"),
    nearest: z.unknown().optional(),
  })
  .openapi("Problem", { description: "RFC 9457" });

export class Api {
  readonly routes = new OpenAPIHono();

  /** Serves an operation. A handler gives the answer's value, or a whole Response where it is no JSON. */
  add<
    P extends Shape = Record<never, never>,
    Q extends Shape = Record<never, never>,
    B extends z.ZodType = z.ZodUndefined,
    A extends z.ZodType = z.ZodType,
  >(
    operation: Operation<P, Q, B, A>,
    handle: (input: Input<P, Q, B>) => Promise<z.input<A> | Response> | z.input<A> | Response,
  ): void {
    const { method, path, params, query, body, status = 200 } = operation;
    this.routes.openAPIRegistry.registerPath(describe(operation) as never);
    this.routes.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
      const input = {
        params: judge("path", z.strictObject(params ?? {}), c.req.param()),
        query: judge("query", z.strictObject(query ?? {}), single(c)),
        body: body && (await readBody(c, body, "")),
        c,
      };
      const answer = await handle(input as never);
      if (answer instanceof Response) return answer;
      return status === 204 ? c.body(null, 204) : c.json(answer as never, status);
    });
  }

  /** The description of everything added; `origin` as the client named it. */
  document(origin: string): object {
    return this.routes.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "recall-sandbox",
        version: packageVersion(),
        description: "What a sandbox alone has. Mailboxes are at Microsoft Graph's paths, settings at InvokeCommand.",
        license: { name: "MIT" },
      },
      servers: [{ url: origin }],
    });
  }
}

/** A parameter given twice is no list here. */
function single(c: Context): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (values.length > 1) throw invalid("query", [{ in: "query", name, message: "is given more than once" }]);
    given[name] = values[0] ?? "";
  }
  return given;
}

interface RequestProblem {
  readonly in: "path" | "query" | "body";
  readonly name: string;
  readonly message: string;
}

function judge<S extends Shape>(place: "path" | "query", schema: z.ZodObject<S>, given: unknown) {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const known = Object.keys(schema.shape);
  const problems = parsed.error.issues.flatMap((issue): RequestProblem[] => {
    if (issue.code !== "unrecognized_keys")
      return [{ in: place, name: issue.path.join("."), message: messageOf(issue, given) }];
    return issue.keys.map((name) => ({ in: place, name, message: `is not known here${unknownHint(name, known)}` }));
  });
  throw invalid(place, problems);
}

function unknownHint(name: string, known: readonly string[]): string {
  return didYouMean(name, known) || (known.length > 0 ? `; there are ${known.join(", ")}` : "; none is taken");
}

function messageOf(issue: z.core.$ZodIssue, given: unknown): string {
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], given);
  const seen = typeof value === "string" ? `, not "${value.slice(0, 100)}"` : "";
  return `${wanted(issue)}${seen}`;
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_format" && issue.format === "datetime")
    return "must be a time such as 2026-11-20T12:00:00Z";
  return issue.message;
}

function invalid(place: string, problems: readonly RequestProblem[]) {
  const detail = problems.map(({ name, message }) => `${name || place}: ${message}`).join("; ");
  return problem(400, detail, { extra: { problems } });
}

function describe(operation: Operation<Shape, Shape, z.ZodType, z.ZodType>) {
  const { id, method, path, group, summary, description, params, query, body, answer, answerType, failures } =
    operation;
  const status = operation.status ?? 200;
  const content = answer
    ? { "application/json": { schema: answer } }
    : answerType
      ? { [answerType]: { schema: { type: "string" } } }
      : undefined;
  const failure = (text: string) => ({
    description: text,
    content: { "application/problem+json": { schema: problemSchema } },
  });
  return {
    operationId: id,
    method,
    path: path === "/" ? BASE : `${BASE}${path}`,
    tags: [group],
    summary,
    ...(description !== undefined && { description }),
    request: {
      ...(params && { params: z.strictObject(params) }),
      ...(query && { query: z.strictObject(query) }),
      ...(body && { body: { content: { "application/json": { schema: body } } } }),
    },
    responses: {
      [status]: { description: summary, ...(content && { content }) },
      400: failure("The request can't be read: each problem is named."),
      ...Object.fromEntries(Object.entries(failures ?? {}).map(([code, text]) => [code, failure(text as string)])),
    },
  };
}

export { z };
