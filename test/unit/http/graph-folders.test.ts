import { expect, test } from "vitest";
import { BOB, json, server } from "./support.ts";

interface Folder {
  id: string;
  displayName: string;
  [name: string]: unknown;
}
interface Page {
  value: Folder[];
  "@odata.nextLink"?: string;
}
const FOLDERS = `/v1.0/users/${BOB}/mailFolders`;
const names = (page: Page) => page.value.map((folder) => folder.displayName);

test("the folders below the root are listed with their counts", async () => {
  const { ask, put } = await server();
  await put();
  await put({ isRead: true });
  const page = await json<Page>(ask(FOLDERS));
  expect(names(page)).toEqual(
    expect.arrayContaining([
      "Inbox",
      "Drafts",
      "Sent Items",
      "Deleted Items",
      "Junk Email",
      "Outbox",
      "Archive",
      "Projects",
    ]),
  );
  expect(names(page)).not.toContain("Recoverable Items");
  expect(page.value[0]).toMatchObject({
    displayName: "Inbox",
    totalItemCount: 2,
    unreadItemCount: 1,
    childFolderCount: 0,
    isHidden: false,
  });
});

test("hidden folders are shown when asked for: Recoverable Items, and what lies in it", async () => {
  const { ask } = await server();
  const page = await json<Page>(ask(`${FOLDERS}?includeHiddenFolders=true`));
  const recoverable = page.value.find((folder) => folder.displayName === "Recoverable Items");
  expect(recoverable).toMatchObject({ isHidden: true, childFolderCount: 4, parentFolderId: null });
  const inside = await json<Page>(ask(`${FOLDERS}/${recoverable?.id}/childFolders`));
  expect(names(inside)).toEqual(["Deletions", "Versions", "Purges", "DiscoveryHolds"]);
});

test("one folder, by well-known name in any case or by id; wellKnownName in beta only", async () => {
  const { ask } = await server();
  const inbox = await json<Folder>(ask(`${FOLDERS}/InBox`));
  expect((await json<Folder>(ask(`${FOLDERS}/${inbox.id}`))).displayName).toBe("Inbox");
  expect(inbox).not.toHaveProperty("wellKnownName");
  expect(await json(ask(`/beta/users/${BOB}/mailFolders/${inbox.id}`))).toMatchObject({ wellKnownName: "inbox" });
  expect(await json(ask(`${FOLDERS}/inbox?$select=unreadItemCount`))).toEqual({
    "@odata.context": expect.stringContaining("/v1.0/$metadata#users('bob%40contoso.com')/mailFolders/$entity"),
    id: inbox.id,
    unreadItemCount: 0,
  });
});

test("folders of one's own are found below theirs", async () => {
  const { ask } = await server();
  const projects = (await json<Page>(ask(FOLDERS))).value.find((folder) => folder.displayName === "Projects");
  expect(names(await json<Page>(ask(`${FOLDERS}/${projects?.id}/childFolders`)))).toEqual(["2026"]);
});

test("the list is paged like any", async () => {
  const { ask } = await server();
  const first = await json<Page>(ask(`${FOLDERS}?$top=5`));
  const next = new URL(first["@odata.nextLink"] ?? "");
  expect(names(await json<Page>(ask(next.pathname + next.search)))).toHaveLength(3);
});

test.each([
  ["nowhere", 400, "ErrorInvalidIdMalformed"],
  ["", 404, "ResourceNotFound"],
])("a folder that isn't there: %j", async (name, status, code) => {
  const { ask } = await server();
  expect((await json<{ error: { code: string } }>(ask(`${FOLDERS}/${name}`), status)).error.code).toBe(code);
});
