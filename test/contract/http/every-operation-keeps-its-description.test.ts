// Contract tests made from /openapi.json: an operation that is added is tested without a line here.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import {
  addressOf,
  allOperations,
  bodySchema,
  type Description,
  describedBy,
  exampleBody,
  isStream,
  type Operation,
  type Parameter,
  problemOf,
  queryOf,
  seeded,
  send,
  validator,
} from "./support.ts";

const operations = (await allOperations()).map((operation) => ({ operation, name: operation.operationId }));
const reading = operations.filter(({ operation }) => operation.method === "get");
const withBody = operations.filter(({ operation }) => bodySchema(operation));
const withId = operations.filter(({ operation }) => operation.path.includes("{id}"));

let on: Sandbox;
let description: Description;
beforeAll(async () => {
  on = await seeded();
  description = await describedBy(on);
});
afterAll(() => on.stop());

const refused = async (response: Response, status: number | readonly number[]) =>
  problemOf(response, status, description);

async function expectAnswer(operation: Operation, response: Response): Promise<void> {
  const [status, said] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
  expect(String(response.status), (await response.clone().text()).slice(0, 500)).toBe(status);
  const [type, content] = Object.entries(said?.content ?? {})[0] ?? [];
  expect(response.headers.get("content-type")?.split(";")[0]).toBe(type);
  if (type === "application/json") validator(description)(content?.schema, await response.json());
  else expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
}

it.each(reading.filter(({ operation }) => !isStream(operation)))("$name answers as it says", async ({ operation }) => {
  await expectAnswer(operation, await send(await addressOf(on, operation), "get"));
});

it.each(operations.filter(({ operation }) => operation.method !== "get"))(
  "$name answers as it says",
  async ({ operation }) => {
    // Whatever it changes, the others don't see.
    const own = await seeded();
    const body = JSON.stringify(exampleBody(operation, description));
    await expectAnswer(operation, await send(await addressOf(own, operation), operation.method, body));
    await own.stop();
  },
);

it.each(operations.filter(({ operation }) => isStream(operation)))(
  "$name streams as it says",
  async ({ operation }) => {
    const response = await send(await addressOf(on, operation), operation.method);
    expect([response.status, response.headers.get("content-type")?.split(";")[0]]).toEqual([200, "text/event-stream"]);
    await response.body?.cancel();
  },
);

const waits = ({ responses }: Operation) => "504" in responses;
const choices = reading.flatMap(({ operation, name }) =>
  queryOf(operation)
    .filter(({ schema }) => schema.enum && !waits(operation))
    .map((parameter) => ({ operation, name, parameter })),
);
it.each(choices)("$name takes every $parameter.name that it names", async ({ operation, parameter }) => {
  for (const value of parameter.schema.enum ?? [])
    await expectAnswer(operation, await send(`${await addressOf(on, operation)}&${parameter.name}=${value}`, "get"));
});

it.each(operations)("$name refuses unknown parameters by name", async ({ operation }) => {
  for (const unknown of ["nonsense", "__proto__", "constructor", "$filter", "%00"]) {
    const { problems } = await refused(
      await send(`${await addressOf(on, operation)}&${unknown}=1`, operation.method),
      400,
    );
    expect(problems).toContainEqual(expect.objectContaining({ in: "query", name: decodeURIComponent(unknown) }));
  }
});

/** Text that the schema does not take. */
function wrongValues({ type, enum: choice, format, minimum, maximum, minLength = 0, maxLength }: Parameter["schema"]) {
  const wrong: string[] = [];
  if (choice) wrong.push("none of them", choice.join(","), "");
  if (format) wrong.push("<bad>", "yesterday");
  if (type === "integer") {
    wrong.push("many", "1.5", "1e3", "0x10", "", " 1", "99999999999999999999");
    if (minimum !== undefined) wrong.push(String(minimum - 1));
    if (maximum !== undefined) wrong.push(String(maximum + 1));
  }
  if (type === "boolean") wrong.push("maybe", "");
  if (type === "string" && !choice && minLength > 0) wrong.push("");
  if (type === "string" && maxLength !== undefined) wrong.push("a".repeat(maxLength + 1));
  return wrong;
}

const typed = operations.flatMap(({ operation, name }) =>
  queryOf(operation)
    .filter(({ schema }) => wrongValues(schema).length > 0)
    .map((parameter) => ({ operation, name, parameter })),
);
it.each(typed)("$name refuses a wrong $parameter.name", async ({ operation, parameter }) => {
  const { name, schema } = parameter;
  for (const value of wrongValues(schema)) {
    const url = new URL(await addressOf(on, operation));
    url.searchParams.set(name, value);
    const { problems, detail } = await refused(await send(url.href, operation.method), 400);
    expect(
      problems?.map((one) => [one.in, one.name]),
      value,
    ).toEqual([["query", name]]);
    expect(detail).toContain(`${name}: `);
  }
});

it.each(operations.filter(({ operation }) => queryOf(operation).length > 0))(
  "$name refuses a parameter given twice",
  async ({ operation }) => {
    for (const { name } of queryOf(operation)) {
      const url = `${await addressOf(on, operation)}&${name}=1&${name}=2`;
      const { problems } = await refused(await send(url, operation.method), 400);
      expect(problems).toContainEqual({ in: "query", name, message: "is given twice" });
    }
  },
);

it.each(operations.filter(({ operation }) => queryOf(operation).some(({ required }) => required)))(
  "$name needs what it says it needs",
  async ({ operation }) => {
    const url = (await addressOf(on, operation)).split("?")[0] ?? "";
    const { problems } = await refused(await send(url, operation.method), 400);
    const missing = queryOf(operation).filter(({ required }) => required);
    expect(problems?.map(({ name }) => name).sort()).toEqual(missing.map(({ name }) => name).sort());
  },
);

const TRICKS = [
  "0",
  "-1",
  "1e3",
  "..%2f..%2fetc%2fpasswd",
  "..%5c..%5cboot.ini",
  "%2e%2e%2fclock",
  "%00",
  "%",
  "%ff",
  "__proto__",
  "constructor",
  "%F0%9F%93%A7",
  "%E2%80%AE",
  "a".repeat(3000),
  "%3Cx%40y%3E",
  "%0d%0aX-Injected:%201",
  "' OR 1=1 --",
  ";drop%20table%20leg",
];
it.each(withId)("$name finds nothing under ids that nobody gave", async ({ operation }) => {
  expect(operation.responses).toHaveProperty("404");
  const url = (id: string) => on.url + operation.path.replace("{id}", id);
  for (const id of TRICKS) {
    const response = await send(url(id), operation.method);
    expect(response.headers.get("x-injected")).toBeNull();
    await refused(response, [400, 404]);
  }
  const { type } = operation.parameters?.find(({ name }) => name === "id")?.schema ?? {};
  await refused(await send(url(type === "integer" ? "999999999" : "nobody@nowhere.example"), operation.method), 404);
});

it.each(operations)("$name says which methods its path takes", async ({ operation }) => {
  const methods = Object.keys(description.paths[operation.path] ?? {});
  for (const method of ["get", "post", "put", "patch", "delete", "options"].filter((one) => !methods.includes(one))) {
    const response = await send(await addressOf(on, operation), method);
    expect(response.headers.get("allow")?.toLowerCase().split(", ").sort()).toEqual(methods.sort());
    await refused(response, 405);
  }
});

it.each(withBody)("$name refuses bodies that it can't take", async ({ operation }) => {
  const url = await addressOf(on, operation);
  for (const body of ["{", "[]", '"text"', "null", "7", '{"nonsense":1}', '{"__proto__":{"x":1}}', "\u0000"])
    await refused(await send(url, operation.method, body), 400);
  await refused(await send(url, operation.method, `${"[".repeat(500_000)}`), 400);
  // One that takes whole messages says how large its body may be.
  const isUsual = operation.responses["413"]?.description === "The body is too large.";
  await refused(await send(url, operation.method, `{"${"x".repeat(2 ** 20)}":1}`), isUsual ? 413 : 400);
});

it.each(withBody)("$name refuses bodies that are not sent as JSON", async ({ operation }) => {
  const url = await addressOf(on, operation);
  const body = JSON.stringify(exampleBody(operation, description));
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonx"]) {
    const response = await send(url, operation.method, body, type);
    expect(response.headers.get("accept")).toBe("application/json");
    await refused(response, 415);
  }
});

it.each(withBody)("$name refuses each member of the wrong type, and a missing one", async ({ operation }) => {
  const schema = bodySchema(operation);
  const example = exampleBody(operation, description) as Record<string, unknown>;
  const url = await addressOf(on, operation);
  for (const name of Object.keys(schema?.properties ?? {})) {
    const { problems } = await refused(
      await send(url, operation.method, JSON.stringify({ ...example, [name]: { never: [1] } })),
      400,
    );
    expect(problems?.[0]).toMatchObject({ in: "body", name: expect.stringMatching(new RegExp(`^${name}\\b`)) });
  }
  for (const name of schema?.required ?? []) {
    const { [name]: _, ...rest } = example;
    const { problems } = await refused(await send(url, operation.method, JSON.stringify(rest)), 400);
    expect(problems).toContainEqual({ in: "body", name, message: "is missing" });
  }
});
