import { expect, test } from "vitest";
import { odataPath } from "../../../src/http/routes/graph/odata-path.ts";
import { BOB, json, server } from "./support.ts";

const ROOT = "http://127.0.0.1:8025";

test.each([
  ["/v1.0/me/mailFolders('Inbox')/messages", "/v1.0/me/mailFolders/Inbox/messages"],
  ["/beta/users(%27bob@contoso.com%27)/messages('AAMk')/move", "/beta/users/bob@contoso.com/messages/AAMk/move"],
  ["/v1.0/ME/mailfolders/inbox/Messages/Delta", "/v1.0/me/mailFolders/inbox/messages/delta"],
  ["/v1.0/users/Messages/mailFolders/MAILFOLDERS/messages", "/v1.0/users/Messages/mailFolders/MAILFOLDERS/messages"],
  ["/v1.0/users/bob/messages/$Count", "/v1.0/users/bob/messages/$count"],
  ["/v1.0/mailFolders('o''clock')", "/v1.0/mailFolders/o'clock"],
  ["/v1.0/something/else", "/v1.0/something/else"],
  ["/api/Users('x')", "/api/Users('x')"],
])("%s is %s", (path, expected) => {
  expect(odataPath(new Request(ROOT + path))).toBe(expected);
});

test("messages are found by either form", async () => {
  const { ask, put } = await server();
  await put();
  const page = await json<{ value: { id: string }[] }>(ask(`/v1.0/Users('${BOB}')/mailfolders('inbox')/messages`));
  const [first] = page.value;
  expect(await json(ask(`/v1.0/users/${BOB}/messages('${first?.id}')`))).toMatchObject({ subject: "Budget" });
});
