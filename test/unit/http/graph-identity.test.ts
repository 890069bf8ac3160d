import { expect, test } from "vitest";
import { folderId, itemId, parseGraphId } from "../../../src/http/routes/graph/graph-ids.ts";
import { ALICE, json, server } from "./support.ts";

const jwt = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.y`;

test.each([
  ["the address", `Bearer ${ALICE}`],
  ["an alias", "Bearer a.adams@contoso.com"],
  ["a JWT's upn", `Bearer ${jwt({ upn: ALICE })}`],
  ["any case of the scheme", `bearer ${ALICE}`],
])("/me is whom the token names: %s", async (_, authorization) => {
  const { ask, put } = await server();
  await put({ mailbox: ALICE, subject: "Mine" });
  const page = await json<{ value: { subject: string }[] }>(ask("/v1.0/me/messages", { headers: { authorization } }));
  expect(page.value.map((item) => item.subject)).toEqual(["Mine"]);
});

test.each([
  ["no token", undefined],
  ["another scheme", "Basic YWxpY2U6eA=="],
  ["a stranger", "Bearer mallory@contoso.com"],
  ["a JWT without upn", `Bearer ${jwt({ sub: ALICE })}`],
  ["text that only looks like a JWT", "Bearer a.b.c"],
])("a token that names no mailbox gets 401 on /me: %s", async (_, authorization) => {
  const { ask } = await server();
  const headers = authorization === undefined ? {} : { authorization };
  const response = await ask("/v1.0/me/messages", { headers });
  expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  const { error } = (await response.json()) as { error: Record<string, unknown> };
  expect(error).toMatchObject({
    code: "InvalidAuthenticationToken",
    innerError: { date: "2026-11-20T12:00:00", "request-id": expect.any(String) },
  });
  expect((await ask(`/v1.0/users/${ALICE}/messages`, { headers })).status).toBe(200);
});

test("a user who isn't there is invalid", async () => {
  const { ask } = await server();
  const { error } = await json<{ error: object }>(ask("/v1.0/users/nobody@contoso.com/messages"), 404);
  expect(error).toMatchObject({ code: "ErrorInvalidUser" });
});

test("ids are read back, and a changed one is no id", () => {
  expect(parseGraphId(itemId(7, 3, false))).toEqual({ kind: "item", id: 7, folderId: 3 });
  expect(parseGraphId(itemId(7, 3, true))).toEqual({ kind: "item", id: 7 });
  expect(parseGraphId(folderId(9_999_999_999))).toEqual({ kind: "folder", id: 9_999_999_999 });
  const id = itemId(7, 3, false);
  expect(id).toMatch(/^AAMk[\w-]{20}$/);
  for (const wrong of ["", "AAMk", `${id}A`, `${id.slice(0, -1)}${id.endsWith("A") ? "B" : "A"}`, "inbox", `${id}=`]) {
    expect(parseGraphId(wrong)).toBeUndefined();
  }
});
