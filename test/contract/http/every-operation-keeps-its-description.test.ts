// Contract tests made from /openapi.json: an operation that is added is tested without a line here.
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { NOON, recall, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly schema: { readonly type?: string | string[]; readonly enum?: string[]; readonly format?: string };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>;
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Record<string, { readonly example?: unknown }>;
}

interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

let on: Sandbox;
let description: Description;
const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (to: Ajv2020) => void)(ajv);

// The list of operations is needed before the tests are named.
const forNames = await startSandbox({ config: tenant(), freePorts: true, frozenAt: NOON });
const named = (await (await fetch(`${forNames.url}/openapi.json`)).json()) as Description;
await forNames.stop();
const operations = Object.entries(named.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation, name: operation.operationId })),
);

beforeAll(async () => {
  on = await startSandbox({
    config: tenant({ ...roundTrip("builtin"), smartHost: { preset: "signature" } }),
    freePorts: true,
    frozenAt: NOON,
  });
  const id = await submit(on, { to: ["bob@contoso.com", "frank@fabrikam.com"] });
  await recall(on, id);
  description = (await (await fetch(`${on.url}/openapi.json`)).json()) as Description;
  ajv.addSchema({ $id: "api", ...description });
});
afterAll(() => on.stop());

const SAMPLES: Readonly<Record<string, string>> = { timeout: "10ms", limit: "5", kind: "message", types: "tracking" };
const isStream = ({ responses }: Operation) =>
  Object.values(responses).some((one) => one.content?.["text/event-stream"]);

/** The operation's address; {id} is that of the first entry of the list above it. */
async function addressOf(path: string): Promise<string> {
  const base = on.url;
  const list = /^(.*)\/\{id\}/.exec(path)?.[1];
  if (list === undefined) return base + path;
  const answer = (await (await fetch(base + list)).json()) as Record<string, { id: string | number }[]>;
  const first = Object.values(answer)[0]?.[0]?.id;
  if (first === undefined) throw new Error(`nothing is listed at ${list}`);
  return base + path.replace("{id}", encodeURIComponent(String(first)));
}

function exampleBody({ requestBody }: Operation): string | undefined {
  let schema = requestBody?.content["application/json"]?.schema;
  if (schema?.$ref) schema = description.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
  if (!schema) return undefined;
  const examples = Object.entries(schema.properties ?? {}).filter(([, { example }]) => example !== undefined);
  return JSON.stringify(Object.fromEntries(examples.map(([name, { example }]) => [name, example])));
}

const send = (url: string, method: string, body?: string) =>
  fetch(url, {
    method: method.toUpperCase(),
    ...(body !== undefined && { body, headers: { "Content-Type": "application/json" } }),
  });

/** A problem as RFC 9457 and the description have it. */
async function expectProblem(response: Response, status: number | readonly number[]): Promise<{ detail: string }> {
  expect([status].flat(), `${response.url}: ${response.status}`).toContain(response.status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = (await response.json()) as { detail: string };
  const isValid = ajv.validate({ $ref: "api#/components/schemas/Problem" }, body);
  expect(isValid, ajv.errorsText()).toBe(true);
  expect(body.detail.length).toBeGreaterThan(10);
  return body;
}

it("the description is OpenAPI 3.1, its references resolve, its ids are unique, and it covers every route of /api", () => {
  expect(description.openapi).toBe("3.1.0");
  expect(description.servers).toEqual([{ url: on.url }]);
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  for (const [, target = ""] of JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(description.components.schemas, target).toHaveProperty(target);
  expect(operations.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["listJourneys", "getJourney", "wait", "followEvents", "listLegs", "listRecalls"]),
  );
});

it.each(operations.filter(({ operation }) => !isStream(operation)))(
  "$name answers as it says",
  async ({ path, method, operation }) => {
    const response = await send(await addressOf(path), method, exampleBody(operation));
    const [status = "", said] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
    expect(String(response.status), await response.clone().text()).toBe(status);
    const [type, content] = Object.entries(said?.content ?? {})[0] ?? [];
    if (!type) return;
    expect(response.headers.get("content-type")?.split(";")[0]).toBe(type);
    if (type !== "application/json") return;
    const isValid = ajv.validate(rebased(content?.schema), await response.json());
    expect(isValid, ajv.errorsText()).toBe(true);
  },
);

/** References of a part of the description, as seen from outside it. */
function rebased(schema: unknown): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/'));
}

it.each(operations)("$name refuses unknown parameters by name", async ({ path, method }) => {
  const problem = await expectProblem(await send(`${await addressOf(path)}?nonsense=1`, method), 400);
  expect(problem.detail).toContain("nonsense");
});

const typed = operations.flatMap(({ path, method, operation, name }) =>
  (operation.parameters ?? [])
    .filter(
      ({ in: place, schema }) =>
        place === "query" &&
        (schema.enum || schema.format || schema.type === "integer" || SAMPLES[schema.type as string]),
    )
    .map((parameter) => ({ path, method, name, parameter })),
);
it.each(typed)("$name refuses a wrong $parameter.name", async ({ path, method, parameter }) => {
  const problem = await expectProblem(await send(`${await addressOf(path)}?${parameter.name}=%3Cbad%3E`, method), 400);
  expect(problem.detail).toContain(`${parameter.name}: `);
});

it.each(operations.filter(({ operation }) => (operation.parameters ?? []).length > 0))(
  "$name refuses a parameter given twice",
  async ({ path, method, operation }) => {
    const name = operation.parameters?.find((one) => one.in === "query")?.name;
    if (name) await expectProblem(await send(`${await addressOf(path)}?${name}=1&${name}=2`, method), 400);
  },
);

const TRICKS = [
  "0",
  "-1",
  "999999999",
  "1e3",
  "..%2f..%2fetc%2fpasswd",
  "%00",
  "__proto__",
  "%F0%9F%93%A7",
  "a".repeat(3000),
  "%3Cx%40y%3E",
  "' OR 1=1 --",
];
it.each(operations.filter(({ path }) => path.includes("{id}")))(
  "$name finds nothing under ids that nobody gave",
  async ({ path, method }) => {
    for (const id of TRICKS) await expectProblem(await send(on.url + path.replace("{id}", id), method), [400, 404]);
  },
);

it.each(operations)("$name says which methods it takes", async ({ path, method }) => {
  const response = await send(await addressOf(path), method === "put" ? "delete" : "put");
  expect(response.headers.get("allow")).toContain(method.toUpperCase());
  await expectProblem(response, 405);
});

it.each(operations.filter(({ operation }) => operation.requestBody))(
  "$name refuses bodies it can't take",
  async ({ path, method }) => {
    const url = await addressOf(path);
    for (const body of ["{", "[]", '"text"', "null", '{"nonsense":1}', '{"__proto__":{"x":1}}', "\u0000"])
      await expectProblem(await send(url, method, body), 400);
    await expectProblem(await send(url, method, `{"by":"${"x".repeat(2 ** 20)}"}`), 413);
  },
);
