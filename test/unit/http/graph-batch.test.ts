import { expect, test } from "vitest";
import { BOB, body, json, server } from "./support.ts";

interface Batch {
  readonly responses: readonly {
    id: string;
    status: number;
    headers: Record<string, string>;
    body?: { error?: { code: string } };
  }[];
}
const inbox = `/users/${BOB}/mailFolders/inbox`;
const statuses = ({ responses }: Batch) => responses.map(({ id, status }) => `${id} ${status}`);
const batch = (...requests: object[]) => body({ requests });

test("each request is answered by itself, in order", async () => {
  const { ask, put } = await server();
  await put();
  const answers = await json<Batch>(
    ask(
      "/v1.0/$batch",
      batch(
        { id: "a", method: "GET", url: `${inbox}/messages?$select=subject` },
        { id: "b", method: "GET", url: "/users/nobody@contoso.com/messages" },
        {
          id: "c",
          method: "POST",
          url: `${inbox}/childFolders`,
          headers: { "Content-Type": "application/json" },
          body: { displayName: "New" },
        },
        { id: "d", method: "GET", url: `${inbox}/messages/$count` },
      ),
    ),
  );
  expect(statuses(answers)).toEqual(["a 200", "b 404", "c 201", "d 200"]);
  expect(answers.responses[0]?.body).toMatchObject({ value: [{ subject: "Budget" }] });
  expect(answers.responses[1]?.body?.error?.code).toBe("ErrorInvalidUser");
  // What is no JSON comes as base64.
  expect(answers.responses[3]?.body).toBe(Buffer.from("1").toString("base64"));
});

test("what depends on a request that failed is not tried", async () => {
  const { ask } = await server();
  const answers = await json<Batch>(
    ask(
      "/v1.0/$batch",
      batch(
        { id: "a", method: "GET", url: "/users/nobody@contoso.com/messages" },
        { id: "b", method: "GET", url: inbox, dependsOn: ["a"] },
        { id: "c", method: "GET", url: inbox },
      ),
    ),
  );
  expect(statuses(answers)).toEqual(["a 404", "b 424", "c 200"]);
});

test.each([
  "/../api/settings",
  "//fabrikam.com/x",
  "http://fabrikam.com/",
  "/..%2f../api",
  "/$batch",
  "/%2e%2e/api/settings",
  "\\..\\api",
])("a request for %s reaches nothing", async (url) => {
  const { ask } = await server();
  const answers = await json<Batch>(ask("/v1.0/$batch", batch({ id: "1", method: "GET", url })));
  expect(answers.responses[0]?.status).toBeGreaterThanOrEqual(400);
});

test.each([
  ["21 requests", Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, method: "GET", url: inbox })), "at most 20"],
  ["an id twice", ["1", "1"].map((id) => ({ id, method: "GET", url: inbox })), "given twice"],
  ["waiting for a later one", [{ id: "1", method: "GET", url: inbox, dependsOn: ["2"] }], "does not stand before it"],
  ["none", [], "requests"],
  ["a method that there is not", [{ id: "1", method: "STEAL", url: inbox }], "requests.0.method"],
])("%s: the batch is refused whole", async (_what, requests, text) => {
  const { ask } = await server();
  const { error } = await json<{ error: { message: string } }>(ask("/v1.0/$batch", batch(...requests)), 400);
  expect(error.message).toContain(text);
});
