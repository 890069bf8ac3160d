import { describe, expect, it } from "vitest";
import { ContentStore } from "../../../src/database/content-store.ts";
import { enterLedger } from "../../../src/mailbox/delivered-ledger.ts";
import { type MailboxItem, MailboxStore, type NewItem } from "../../../src/mailbox/mailbox-store.ts";
import { loadConfiguration } from "../../../src/organization/load.ts";
import { NOON } from "../../support/sandbox.ts";
import { database } from "../database/support.ts";

const ALICE = "alice@contoso.com";
const BOB = "bob@contoso.com";

async function open(mailboxes: Record<string, unknown>[] = [{ address: ALICE }, { address: BOB }], db = database()) {
  const contents = new ContentStore(db);
  const store = new MailboxStore(db, contents);
  const { organization } = loadConfiguration({
    organization: { name: "contoso.com" },
    mailboxes,
    smartHost: { enabled: false },
  });
  await store.folders.load();
  await store.folders.ensure(organization.mailboxes);
  const folder = (mailbox: string, name: string) => {
    const found =
      store.folders.wellKnown(mailbox, name) ?? store.folders.list(mailbox).find((one) => one.name === name);
    if (!found) throw new Error(`${mailbox} has no ${name}`);
    return found;
  };
  const put = async (mailbox: string, subject: string, parts: Partial<NewItem> = {}): Promise<MailboxItem> => {
    const id = await db.write(async (tx) =>
      store.create(tx, {
        mailbox,
        folderId: folder(mailbox, "inbox").id,
        contentId: await contents.save(
          tx,
          Buffer.from(`Subject: ${subject}\r\n`),
          contents.whole(Buffer.from("\r\nHi\r\n")),
          NOON,
        ),
        messageId: `<${subject}@contoso.com>`,
        searchKey: "00",
        messageClass: "IPM.Note",
        subject,
        sender: ALICE,
        receivedAt: NOON,
        isRead: false,
        networkMessageId: "n",
        size: 10,
        ...parts,
      }),
    );
    return (await store.get(mailbox, id)) as MailboxItem;
  };
  const subjects = async (mailbox: string, name: string) =>
    (await store.list(mailbox, { folderId: folder(mailbox, name).id })).map((item) => item.subject);
  return { db, store, organization, folder, put, subjects };
}

describe("folders", () => {
  it("are those of Outlook and of Recoverable Items, each in its place", async () => {
    const { store, folder } = await open();
    const tree = store.folders.list(ALICE).map(({ name, parentId }) => {
      const parent = parentId === null ? "" : store.folders.get(parentId)?.name;
      return parent === "" ? name : `${parent}/${name}`;
    });
    expect(tree).toEqual([
      "Top of Information Store",
      "Top of Information Store/Inbox",
      "Top of Information Store/Drafts",
      "Top of Information Store/Sent Items",
      "Top of Information Store/Deleted Items",
      "Top of Information Store/Junk Email",
      "Top of Information Store/Outbox",
      "Top of Information Store/Archive",
      "Top of Information Store/Scheduled",
      "Recoverable Items",
      "Recoverable Items/Deletions",
      "Recoverable Items/Versions",
      "Recoverable Items/Purges",
      "Recoverable Items/DiscoveryHolds",
    ]);
    expect(store.folders.isWithin(folder(ALICE, "inbox"), "msgfolderroot")).toBe(true);
    expect(store.folders.isWithin(folder(ALICE, "recoverableitemspurges"), "msgfolderroot")).toBe(false);
    expect(store.folders.isWithin(folder(ALICE, "recoverableitemspurges"), "recoverableitemsroot")).toBe(true);
  });

  it("of one's own stand where their path says, below well-known ones too", async () => {
    const { store, folder } = await open([
      { address: ALICE, folders: ["Projects/2026", "Projects/2025", "Inbox/Later"] },
    ]);
    expect(folder(ALICE, "2026").parentId).toBe(folder(ALICE, "Projects").id);
    expect(folder(ALICE, "2025").parentId).toBe(folder(ALICE, "Projects").id);
    expect(folder(ALICE, "Later").parentId).toBe(folder(ALICE, "inbox").id);
    expect(store.folders.list(ALICE).filter(({ name }) => name === "Inbox")).toHaveLength(1);
  });

  it("are there again after a restart, and only what is lacking is made", async () => {
    const db = database();
    const before = await open([{ address: ALICE, folders: ["Projects"] }], db);
    const after = await open([{ address: ALICE, folders: ["Projects", "Projects/New"] }, { address: BOB }], db);
    expect(after.folder(ALICE, "Projects").id).toBe(before.folder(ALICE, "Projects").id);
    expect(after.folder(ALICE, "New").parentId).toBe(before.folder(ALICE, "Projects").id);
    expect(after.store.folders.list(ALICE)).toHaveLength(before.store.folders.list(ALICE).length + 1);
    expect(after.store.folders.wellKnown(BOB, "inbox")).toBeDefined();
  });
});

describe("items", () => {
  it("are listed newest first, by page", async () => {
    const { store, put } = await open();
    for (const [index, subject] of ["a", "b", "c", "d"].entries())
      await put(BOB, subject, { receivedAt: NOON + index });
    const page = async (query: object) => (await store.list(BOB, query)).map((item) => item.subject);
    expect(await page({})).toEqual(["d", "c", "b", "a"]);
    expect(await page({ limit: 2 })).toEqual(["d", "c"]);
    expect(await page({ limit: 2, offset: 2 })).toEqual(["b", "a"]);
  });

  it("are found by folder, Message-ID and read state", async () => {
    const { store, folder, put } = await open();
    await put(BOB, "new");
    const read = await put(BOB, "read");
    await put(BOB, "sent", { folderId: folder(BOB, "sentitems").id });
    await store.setRead(BOB, read.id, true, NOON);
    const found = async (query: object) => (await store.list(BOB, query)).map((item) => item.subject).sort();
    expect(await found({ folderId: folder(BOB, "inbox").id })).toEqual(["new", "read"]);
    expect(await found({ messageId: "<sent@contoso.com>" })).toEqual(["sent"]);
    expect(await found({ isRead: true })).toEqual(["read"]);
    expect(await found({ isRead: false })).toEqual(["new", "sent"]);
    expect(await store.count(folder(BOB, "inbox").id)).toEqual({ total: 2, unread: 1 });
    expect(await store.count(folder(BOB, "drafts").id)).toEqual({ total: 0, unread: 0 });
  });

  it("give the bytes that were delivered", async () => {
    const { store, put } = await open();
    const item = await put(BOB, "x");
    expect(String(await store.bytes(item))).toBe("Subject: x\r\n\r\nHi\r\n");
  });

  it("are nobody else's: another mailbox can't read, mark or move them", async () => {
    const { store, folder, put, subjects } = await open();
    const item = await put(BOB, "x");
    expect(await store.get(ALICE, item.id)).toBeUndefined();
    expect(await store.setRead(ALICE, item.id, true, NOON)).toBe(false);
    expect(await store.move(ALICE, item.id, folder(ALICE, "inbox"), NOON)).toBe(false);
    expect(await store.move(BOB, item.id, folder(ALICE, "inbox"), NOON)).toBe(false);
    expect(await subjects(BOB, "inbox")).toEqual(["x"]);
  });

  it("are told apart by Message-ID or search key; an empty one matches nothing", async () => {
    const { db, store, put } = await open();
    const first = await put(BOB, "x", { searchKey: "AA" });
    const second = await put(BOB, "y", { searchKey: "BB", messageId: "" });
    const copies = (messageId: string, searchKey: string) =>
      db.write(async (tx) => (await store.findCopies(tx, BOB, messageId, searchKey)).map((item) => item.id));
    expect(await copies("<x@contoso.com>", "")).toEqual([first.id]);
    expect(await copies("", "BB")).toEqual([second.id]);
    expect(await copies("<x@contoso.com>", "BB")).toEqual([first.id, second.id]);
    expect(await copies("", "")).toEqual([]);
    expect(await db.write((tx) => store.findCopies(tx, ALICE, "<x@contoso.com>", "BB"))).toEqual([]);
  });
});

describe("deleting", () => {
  it("softly puts an item into Deletions", async () => {
    const { store, put, subjects } = await open();
    await store.softDelete(await put(BOB, "x"), NOON + 1);
    expect(await subjects(BOB, "inbox")).toEqual([]);
    expect(await subjects(BOB, "recoverableitemsdeletions")).toEqual(["x"]);
  });

  it.each([
    ["a litigation hold", { litigationHoldEnabled: true }, "purges"],
    ["single item recovery", { singleItemRecoveryEnabled: true }, "purges"],
    ["an in-place hold", { inPlaceHolds: ["Case 7"], singleItemRecoveryEnabled: true }, "discoveryHolds"],
    ["both kinds of hold", { inPlaceHolds: ["Case 7"], litigationHoldEnabled: true }, "purges"],
    ["nothing that keeps it", {}, "gone"],
  ] as const)("hard with %s", async (_name, keeps, place) => {
    const { db, store, put, subjects } = await open();
    const item = await put(BOB, "x");
    const all = { litigationHoldEnabled: false, singleItemRecoveryEnabled: false, ...keeps };
    expect(await db.write((tx) => store.hardDelete(tx, item, all, NOON + 1))).toBe(place);
    expect(await subjects(BOB, "inbox")).toEqual([]);
    expect(await subjects(BOB, "recoverableitemspurges")).toEqual(place === "purges" ? ["x"] : []);
    expect(await subjects(BOB, "recoverableitemsdiscoveryholds")).toEqual(place === "discoveryHolds" ? ["x"] : []);
  });

  it("hard what is held already changes nothing", async () => {
    const { db, store, put } = await open();
    const keeps = { litigationHoldEnabled: true, singleItemRecoveryEnabled: false };
    const id = (await put(BOB, "x")).id;
    for (const now of [NOON + 1, NOON + 2]) {
      const item = (await store.get(BOB, id)) as MailboxItem;
      await db.write((tx) => store.hardDelete(tx, item, keeps, now));
    }
    expect((await store.get(BOB, id))?.modifiedAt).toBe(NOON + 1);
  });
});

describe("the delivered ledger", () => {
  const copy = { mailbox: BOB, messageId: "<x@y>", date: "Fri, 20 Nov 2026 12:00:00 +0000", networkMessageId: "n" };

  it("takes a message once per mailbox, Message-ID and Date", async () => {
    const { db } = await open();
    const enter = (changed: Partial<typeof copy>) =>
      db.write(async (tx) => {
        const { mailbox, ...message } = { ...copy, ...changed };
        return (await enterLedger(tx, message, [mailbox], NOON)).has(mailbox);
      });
    expect(await enter({})).toBe(true);
    expect(await enter({ networkMessageId: "another pass" })).toBe(false);
    expect(await enter({ mailbox: ALICE })).toBe(true);
    expect(await enter({ date: "Fri, 20 Nov 2026 12:00:01 +0000" })).toBe(true);
    expect(await enter({ messageId: "<z@y>" })).toBe(true);
  });

  it("makes nothing of a message without Message-ID or Date", async () => {
    const { db } = await open();
    for (const lacking of [{ messageId: "" }, { date: "" }]) {
      for (const _ of [1, 2])
        expect([...(await db.write((tx) => enterLedger(tx, { ...copy, ...lacking }, [BOB], NOON)))]).toEqual([BOB]);
    }
  });
});
