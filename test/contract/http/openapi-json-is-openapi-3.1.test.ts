// /openapi.json against the published structure of OpenAPI 3.1 (openapi-3.1.schema.json, from
// spec.openapis.org/oas/3.1/schema/2022-10-07, Apache License 2.0), and against the routes that are served.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, it } from "vitest";
import { json, server } from "../../unit/http/support.ts";
import type { Description, Schema } from "./support.ts";

const file = readFileSync(join(import.meta.dirname, "openapi-3.1.schema.json"), "utf8");
// ajv loses its way with a dynamic reference that only one place answers.
const published = JSON.parse(file.replaceAll('"$dynamicRef": "#meta"', '"$ref": "#/$defs/schema"')) as object;

const described = async () => {
  const { ask, app } = await server();
  return { app, description: await json<Description & Record<string, unknown>>(ask("/openapi.json")) };
};

function ajv(): Ajv2020 {
  const made = new Ajv2020({ strict: false });
  (addFormats as unknown as (to: Ajv2020) => void)(made);
  return made;
}

it("has the structure that OpenAPI 3.1 prescribes", async () => {
  const { description } = await described();
  const validator = ajv();
  expect(validator.validate(published, description), validator.errorsText()).toBe(true);
  // The published structure is no dead letter.
  expect(validator.validate(published, { ...description, openapi: "3.0.3" })).toBe(false);
  expect(validator.validate(published, { ...description, paths: { "/x": { get: { responses: 1 } } } })).toBe(false);
});

it("has schemas that are JSON Schema, with references that resolve", async () => {
  const { description } = await described();
  const text = JSON.stringify(description);
  for (const [, name = ""] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    expect(description.components.schemas, name).toHaveProperty(name);
  expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/)).toBeNull();
  const validator = ajv();
  validator.addSchema({ $id: "api", ...description });
  for (const name of Object.keys(description.components.schemas))
    expect(() => validator.compile({ $ref: `api#/components/schemas/${name}` })).not.toThrow();
});

it("names every operation once, and describes every parameter and every component", async () => {
  const { description } = await described();
  const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { operationId, parameters = [], ...rest } of operations) {
    expect(rest, operationId).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] });
    for (const { name, schema } of parameters as readonly { name: string; schema: Schema & { description?: string } }[])
      expect(schema.description, `${operationId} ${name}`).toBeTruthy();
  }
});

it("has each served path of /api, and no other", async () => {
  const { description, app } = await described();
  const served = app.routes
    .filter(({ method, path }) => method !== "ALL" && /^\/api(?:\/|$)/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
  const said = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(said.sort()).toEqual([...new Set(served)].sort());
});

it("names the server as the client did", async () => {
  const { ask } = await server();
  const asked = await json<Description>(ask("/openapi.json", { headers: { host: "127.0.0.1:8025" } }));
  expect(asked.servers).toEqual([{ url: "http://127.0.0.1:8025" }]);
});
