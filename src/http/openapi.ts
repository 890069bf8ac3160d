// The sandbox's own API, declared before it is served: each operation names what it takes and gives as schemas; the
// requests are judged by them and /openapi.json is made from them. OpenAPI 3.1
import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { packageVersion } from "../runtime/package-files.ts";
import { problem } from "./http-error.ts";
import { invalid, judge } from "./judge-request.ts";
import { describeOperation } from "./openapi-operation.ts";
import { readBody } from "./request-body.ts";

export type Shape = Readonly<Record<string, z.ZodType>>;
type Values<S extends Shape> = z.output<z.ZodObject<S>>;

/** Where the API is mounted. */
export const API = "/api";

export interface Operation<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  /** operationId: "listJourneys". */
  readonly id: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** "/journeys/{id}", below /api. An {id} is the `id` of what the path before it lists. */
  readonly path: string;
  /** What it is about: operations of one group stand together. */
  readonly group: string;
  readonly summary: string;
  readonly description?: string;
  /** By name; other parameters are refused, and each at most once. What must be given has an example. */
  readonly params?: P;
  readonly query?: Q;
  /** JSON; an absent body is read as {}. */
  readonly body?: B;
  /** Bytes, where a megabyte is too few. */
  readonly bodyLimit?: number;
  /** JSON it answers with. */
  readonly answer?: A;
  /** Instead of JSON: "message/rfc822". */
  readonly answerType?: string;
  readonly status?: 200 | 201 | 202 | 204;
  /** Statuses it fails with besides those that its input makes possible, and when. */
  readonly failures?: Readonly<Partial<Record<404 | 409 | 422 | 503 | 504, string>>>;
}

export interface Input<P extends Shape, Q extends Shape, B extends z.ZodType> {
  readonly params: Values<P>;
  readonly query: Values<Q>;
  readonly body: z.output<B>;
  readonly c: Context;
}

/** What a handler gives is only read. */
type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
type Answer<A extends z.ZodType> = Frozen<z.input<A>> | Response;

export class Api {
  readonly routes = new OpenAPIHono();
  #document: object | undefined;

  constructor() {
    this.routes.openAPIRegistry.registerComponent("securitySchemes", "token", {
      type: "http",
      scheme: "bearer",
      description: "On loopback none is needed; elsewhere the sandbox's own.",
    });
  }

  /** Serves an operation. A handler gives the answer's value, or a whole Response where it is no JSON. */
  add<
    P extends Shape = Record<never, never>,
    Q extends Shape = Record<never, never>,
    B extends z.ZodType = z.ZodUndefined,
    A extends z.ZodType = z.ZodType,
  >(operation: Operation<P, Q, B, A>, handle: (input: Input<P, Q, B>) => Promise<Answer<A>> | Answer<A>): void {
    const { method, path, body, status = 200 } = operation;
    const params = z.strictObject(operation.params ?? {});
    const query = z.strictObject(operation.query ?? {});
    this.routes.openAPIRegistry.registerPath(describeOperation(operation as unknown as Operation, API));
    this.routes.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
      const input = {
        params: judge("path", params, c.req.param()),
        query: judge("query", query, queryOf(c)),
        body: body && (await readJsonBody(c, body, operation.bodyLimit)),
        c,
      };
      const answer = await handle(input as never);
      if (answer instanceof Response) return answer;
      return status === 204 ? c.body(null, 204) : c.json(answer as object, status);
    });
  }

  /** The description of everything added. @param origin as the client named it: "http://127.0.0.1:8025" */
  document(origin: string): object {
    this.#document ??= this.routes.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "recall-sandbox",
        version: packageVersion(),
        description: "What a sandbox alone has. Mailboxes are at Microsoft Graph's paths, settings at InvokeCommand.",
        license: { name: "MIT", url: "https://spdx.org/licenses/MIT.html" },
      },
      security: [{}, { token: [] }],
    });
    return { ...this.#document, servers: [{ url: origin }] };
  }
}

/** A parameter given twice is no list here. */
function queryOf(c: Context): Record<string, string> {
  const given = [...new URL(c.req.url).searchParams];
  const names = given.map(([name]) => name);
  const twice = new Set(names.filter((name, at) => names.indexOf(name) < at));
  if (twice.size > 0) throw invalid([...twice].map((name) => ({ in: "query", name, message: "is given twice" })));
  return Object.fromEntries(given);
}

/** RFC 9110 §15.5.16 */
async function readJsonBody<S extends z.ZodType>(c: Context, schema: S, limit?: number): Promise<z.output<S>> {
  const type = c.req.header("content-type")?.trim();
  if (type === undefined || JSON_TYPE.test(type)) return readBody(c, schema, "", limit);
  const curl = /form/.test(type) ? " curl: --json, not -d." : "";
  const text = `The body must be JSON, sent with Content-Type: application/json, not ${type.slice(0, 100)}.${curl}`;
  throw problem(415, text, { headers: { Accept: "application/json" } });
}

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:\s*;.*)?$/i;

export { z };
