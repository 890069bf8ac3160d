import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type BodyUpload, ContentStore, type StorableBody } from "../../../src/database/content-store.ts";
import { type Database, DatabaseFullError } from "../../../src/database/database.ts";
import { database, giveRoom, leaveRoomFor } from "./support.ts";

const NOW = 1_000;
const KB = 1024;

/** Bytes that no chunk border can hide a mistake in. */
function bytes(size: number, seed = 1): Buffer {
  const made = Buffer.alloc(size);
  let state = seed;
  for (let at = 0; at < size; at += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    made[at] = state >> 16;
  }
  return made;
}

async function upload(store: ContentStore, content: Buffer, pieceSize = 60_000): Promise<StorableBody> {
  const arriving: BodyUpload = store.upload();
  for (let at = 0; at < content.length; at += pieceSize) await arriving.write(content.subarray(at, at + pieceSize));
  return arriving.finish();
}

const save = (db: Database, store: ContentStore, headers: string, body: StorableBody) =>
  db.write((tx) => store.save(tx, Buffer.from(headers), body, NOW));

const countOf = async (db: Database, table: string) =>
  (await db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))?.n;

async function collected(body: { chunks(): AsyncIterable<Buffer> }): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of body.chunks()) parts.push(chunk);
  return Buffer.concat(parts);
}

describe("a body is stored byte for byte", () => {
  it.each([
    ["nothing", 0],
    ["a byte", 1],
    ["as much as one row takes", 64 * KB],
    ["a byte more than one row takes", 64 * KB + 1],
    ["a chunk", 256 * KB],
    ["a byte more than a chunk", 256 * KB + 1],
    ["300 KB", 300 * KB],
    ["5 MB", 5 * KB * KB],
  ])("%s", async (_name, size) => {
    const db = database();
    const store = new ContentStore(db);
    const content = bytes(size);
    const body = await upload(store, content);
    expect(body.size).toBe(size);
    expect((await body.read()).equals(content)).toBe(true);

    const id = await save(db, store, "Subject: x\r\n", body);

    const loaded = await store.load(id);
    expect(loaded?.headers.toString()).toBe("Subject: x\r\n");
    expect(loaded?.body.size).toBe(size);
    expect((await loaded?.body.read())?.equals(content)).toBe(true);
    expect(loaded && (await collected(loaded.body)).equals(content)).toBe(true);
    expect((await store.bytes(id))?.equals(Buffer.concat([Buffer.from("Subject: x\r\n"), content]))).toBe(true);
    // What was uploaded can still be read by who uploaded it.
    expect((await body.read()).equals(content)).toBe(true);
  });

  it("however the pieces came", async () => {
    const store = new ContentStore(database());
    const content = bytes(300 * KB);
    for (const pieceSize of [1_000, 65_536, 262_144, 262_145, 10_000_000]) {
      expect((await (await upload(store, content, pieceSize)).read()).equals(content)).toBe(true);
    }
  });

  it("in rows of no more than 256 KB", async () => {
    const db = database();
    const store = new ContentStore(db);
    await save(db, store, "", await store.store(bytes(1000 * KB)));
    const sizes = await db.all<{ size: number }>("SELECT length(data) AS size FROM body_chunk ORDER BY seq");
    expect(sizes.map((row) => row.size)).toEqual([256 * KB, 256 * KB, 256 * KB, 232 * KB]);
  });
});

describe("a body is stored once", () => {
  it.each([
    ["small", 5 * KB],
    ["large", 300 * KB],
  ])("a %s one, whoever refers to it", async (_name, size) => {
    const db = database();
    const store = new ContentStore(db);
    const content = bytes(size);
    const first = await save(db, store, "Subject: first\r\n", await upload(store, content));
    const chunks = await countOf(db, "body_chunk");

    const again = await upload(store, content);
    const second = await save(db, store, "Subject: second\r\n", again);

    expect(await countOf(db, "content")).toBe(2);
    expect(await countOf(db, "body")).toBe(1);
    expect(await countOf(db, "body_chunk")).toBe(chunks);
    expect((await store.load(first))?.body.size).toBe(size);
    expect((await store.bytes(second))?.subarray(17).equals(content)).toBe(true);
    // The upload that was not needed is read from the body that was there.
    expect((await again.read()).equals(content)).toBe(true);
  });

  it("a content over a body that is loaded refers to that body", async () => {
    const db = database();
    const store = new ContentStore(db);
    const id = await save(db, store, "A: 1\r\n", await upload(store, bytes(300 * KB)));
    const body = (await store.load(id))?.body as StorableBody;
    await save(db, store, "A: 2\r\n", body);
    expect(await countOf(db, "body")).toBe(1);
  });

  it("is found again when the other came whole: a notification of ours that returns over a connector", async () => {
    const db = database();
    const store = new ContentStore(db);
    const content = bytes(100 * KB);
    await save(db, store, "", store.whole(content));

    const returned = await upload(store, content);
    const id = await save(db, store, "", returned);

    expect(await countOf(db, "body")).toBe(1);
    expect((await returned.read()).equals(content)).toBe(true);
    expect((await collected(returned)).equals(content)).toBe(true);
    expect((await store.bytes(id))?.equals(content)).toBe(true);
  });

  it("under a hash of all its bytes", async () => {
    const db = database();
    const store = new ContentStore(db);
    const content = bytes(300 * KB);
    await save(db, store, "", await upload(store, content));
    const row = await db.get<{ hash: string }>("SELECT hash FROM body");
    expect(row?.hash).toBe(createHash("sha256").update(content).digest("base64"));
  });
});

describe("an upload that nobody took over", () => {
  it("goes when it is given up", async () => {
    const db = database();
    const store = new ContentStore(db);
    const given = store.upload();
    await given.write(bytes(600 * KB));
    expect(await countOf(db, "body_chunk")).toBe(3);

    given.abort();

    await expect.poll(() => countOf(db, "body_chunk")).toBe(0);
  });

  it("writes nothing more when it is given up amid a piece", async () => {
    const db = database();
    const given = new ContentStore(db).upload();
    const writing = given.write(bytes(900 * KB));
    given.abort();
    await writing;
    await expect.poll(() => countOf(db, "body_chunk")).toBe(0);
  });

  it("is swept at the next start; what a body refers to stays", async () => {
    const db = database();
    const before = new ContentStore(db);
    const kept = bytes(300 * KB, 1);
    const id = await save(db, before, "", await upload(before, kept));
    const chunks = await countOf(db, "body_chunk");
    await before.upload().write(bytes(600 * KB, 2));

    const after = new ContentStore(db);
    expect(await after.sweepOrphans()).toBe(3);

    expect(await countOf(db, "body_chunk")).toBe(chunks);
    expect((await after.bytes(id))?.equals(kept)).toBe(true);
  });
});

it("a body that lost a chunk is a defect, never a shorter message", async () => {
  const db = database();
  const store = new ContentStore(db);
  const id = await save(db, store, "", await upload(store, bytes(600 * KB)));
  await db.write((tx) => tx.run("DELETE FROM body_chunk WHERE seq = 1"));
  const body = (await store.load(id))?.body as StorableBody;
  await expect(body.read()).rejects.toThrow(/Body .* is damaged: 262144 of 614400 bytes/);
});

it("a full disk amid an upload is told as such; there is room again once it is given up", async () => {
  const db = database();
  const store = new ContentStore(db);
  const content = bytes(2000 * KB);
  await save(db, store, "", await upload(store, content));
  const chunks = await countOf(db, "body_chunk");
  await leaveRoomFor(db, 200);
  const tooLarge = store.upload();
  await expect((async () => tooLarge.write(bytes(2000 * KB, 2)))()).rejects.toBeInstanceOf(DatabaseFullError);
  expect(await countOf(db, "body_chunk")).toBeGreaterThan(Number(chunks));
  tooLarge.abort();
  await expect.poll(() => countOf(db, "body_chunk")).toBe(chunks);
  await giveRoom(db);
  expect((await (await upload(store, bytes(2000 * KB, 2))).read()).length).toBe(2000 * KB);
});
