// Whatever is sent to an operation of /api is answered or refused, never a defect (500). Seeded: a failure repeats.
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { allOperations, bodySchema, isStream, queryOf, seeded, send } from "./support.ts";

const RUNS = { seed: 20261120, numRuns: 60 };
const operations = (await allOperations()).map((operation) => ({ operation, name: operation.operationId }));
// One that waits, waits for mail that fits whatever is asked.
const answering = operations.filter(({ operation }) => !isStream(operation) && !("504" in operation.responses));

let on: Sandbox;
beforeAll(async () => {
  on = await seeded();
});
afterAll(() => on.stop());

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }).filter((one) => one.isWellFormed()),
  fc.constantFrom("", "%", "\u0000", "'", '"', "\\", "<>", "1", "0", "null", "NaN", "__proto__", "😀", "\r\n"),
);

it.each(answering)("$name", async ({ operation }) => {
  const names = fc.oneof(text, fc.constantFrom("limit", ...queryOf(operation).map(({ name }) => name)));
  const requests = fc.record({
    id: text,
    query: fc.array(fc.tuple(names, text), { maxLength: 3 }),
    body: fc.oneof(fc.json(), text),
  });
  await fc.assert(
    fc.asyncProperty(requests, async ({ id, query, body }) => {
      const path = operation.path.replace("{id}", encodeURIComponent(id));
      const url = `${on.url}${path}?${new URLSearchParams(query)}`;
      const response = await send(url, operation.method, bodySchema(operation) && body);
      expect(response.status, await response.text()).toBeLessThan(500);
    }),
    RUNS,
  );
});
