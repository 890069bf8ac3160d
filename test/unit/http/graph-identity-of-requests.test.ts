import { expect, test } from "vitest";
import { BOB, json, server } from "./support.ts";

const INBOX = `/v1.0/users/${BOB}/mailFolders/inbox/messages`;

test("every answer names its request, by the client's own id too", async () => {
  const { ask } = await server();
  const headers = { "client-request-id": "5d0c2c1e-7a41-4e0b-9a7a-3d1f0f1c9d11" };
  for (const path of [INBOX, "/v1.0/users/nobody@contoso.com/messages"]) {
    const answer = await ask(path, { headers });
    expect(answer.headers.get("request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get("client-request-id")).toBe(headers["client-request-id"]);
  }
});

test("an id that can't be a header's value is not given back", async () => {
  const { ask } = await server();
  const answer = await ask(INBOX, { headers: { "client-request-id": "<script>" } });
  expect(answer.headers.get("client-request-id")).toBe("script");
});

test("an error's body and header name the same request", async () => {
  const { ask } = await server();
  const answer = await ask("/v1.0/users/nobody@contoso.com/messages");
  const { error } = await json<{ error: { innerError: Record<string, string> } }>(Promise.resolve(answer), 404);
  expect(error.innerError["request-id"]).toBe(answer.headers.get("request-id"));
});

test("behind a proxy that ends TLS, links lead back over https", async () => {
  const { ask, put } = await server();
  await put({ messageId: "<1@x>" });
  await put({ messageId: "<2@x>" });
  const asked = ask(`${INBOX}?$top=1`, { headers: { "X-Forwarded-Proto": "https" } });
  const page = await json<Record<string, string>>(asked);
  expect(page["@odata.nextLink"]).toMatch(/^https:\/\/127\.0\.0\.1:8025\/v1\.0\//);
  expect(page["@odata.context"]).toMatch(/^https:/);
});
