// An operation of the API as OpenAPI 3.1 has it, with every way in which it can fail.
import { type RouteConfig, z } from "@hono/zod-openapi";
import type { Operation } from "./openapi.ts";

const problemSchema = z
  .object({
    type: z.string().describe("about:blank: the status says what kind of problem it is"),
    title: z.string().describe("the status in words"),
    status: z.int().min(400).max(599),
    detail: z.string().describe("what is wrong, and what would be right"),
    problems: z
      .array(
        z.object({
          in: z.enum(["path", "query", "body"]),
          name: z.string().describe("parameter, or path of a member; empty for the body as a whole"),
          message: z.string(),
        }),
      )
      .optional()
      .describe("each thing that is wrong with the request"),
    nearest: z
      .array(z.unknown())
      .optional()
      .describe("paths near the one that nobody serves; what is near to what was looked for"),
  })
  .loose()
  .openapi("Problem", {
    description: "Why a request failed. RFC 9457",
    example: {
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      detail: 'limit: must be a whole number from 1 to 1000, not "many"',
      problems: [{ in: "query", name: "limit", message: 'must be a whole number from 1 to 1000, not "many"' }],
    },
  });

const OTHERWISE = "The request failed in another way: 401, 403, 405, 421, 429, 500 or 507; `detail` says why.";

/** @param base where `operation.path` begins. */
export function describeOperation(operation: Operation, base: string): RouteConfig {
  const { id, method, path, group, summary, description, params, query, body, status = 200 } = operation;
  const content = contentOf(operation);
  return {
    operationId: id,
    method,
    path: path === "/" ? base : `${base}${path}`,
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
      ...Object.fromEntries(Object.entries(failuresOf(operation)).map(([code, text]) => [code, failure(text)])),
      default: failure(OTHERWISE),
    },
  };
}

function contentOf({ answer, answerType }: Operation) {
  if (answer) return { "application/json": { schema: answer } };
  return answerType === undefined ? undefined : { [answerType]: { schema: z.string() } };
}

function failuresOf({ body, bodyLimit, failures = {} }: Operation): Readonly<Record<string, string>> {
  return {
    400: "The request can't be taken: `problems` names each thing that is wrong with it.",
    ...(body && {
      413: bodyLimit === undefined ? "The body is too large." : `The body is larger than ${bodyLimit} bytes.`,
      415: "The body is not sent as application/json.",
    }),
    ...failures,
  };
}

function failure(description: string) {
  return { description, content: { "application/problem+json": { schema: problemSchema } } };
}
