// Message bytes, stored once: a body of a page or more by its hash, a content as header block over a body. Queue, legs
// and mailbox copies refer to contents. Large bodies arrive in chunks and are linked by the commit that accepts the message.
import { createHash, hash, randomUUID } from "node:crypto";
import type { Database, Tx } from "./database.ts";

/** Bodies up to this size are one row, bytes. */
const INLINE_LIMIT = 64 * 1024;
/** A body smaller than a page of the database is not worth an index page that finds its like, bytes. */
const SHARED_FROM = 4096;
/** A 25 MB row would hold the event loop for 100 ms; rows of this size do for 8. */
const CHUNK_SIZE = 256 * 1024;

/**
 * Everything behind the header block, from the blank line on (a message without one has an empty body), so that
 * header block + body are the message byte for byte. Never changes once stored; items, legs and copies share it.
 */
export interface Body {
  /** Bytes. */
  readonly size: number;
  /** The whole body. Read it only when something needs it. */
  read(): Promise<Buffer>;
  chunks(): AsyncIterable<Buffer>;
}

/** A body that a transaction can store or refer to. */
export interface StorableBody extends Body {
  /** Row id; stores the body, or finds it by its hash. */
  save(tx: Tx, now: number): Promise<number>;
}

export interface BodyUpload {
  /** Resolves when the store took the chunk. */
  write(chunk: Buffer): void | Promise<void>;
  finish(): Promise<StorableBody>;
  abort(): void;
}

export interface StoredContent {
  readonly headers: Buffer;
  readonly body: StorableBody;
}

interface BodyRow {
  id: number;
  size: number;
  data: Uint8Array | null;
  upload: string | null;
}

export class ContentStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  upload(): BodyUpload {
    return new Upload(this.#db);
  }

  /** A small body that is at hand as a whole, to be stored by the transaction that saves its content. */
  whole(bytes: Buffer): StorableBody {
    return inlineBody(bytes);
  }

  /** A body that is at hand as a whole, of any size. */
  async store(bytes: Buffer): Promise<StorableBody> {
    const upload = this.upload();
    for (let at = 0; at < bytes.length; at += CHUNK_SIZE) await upload.write(bytes.subarray(at, at + CHUNK_SIZE));
    return upload.finish();
  }

  /** Id of a new content. */
  async save(tx: Tx, headers: Buffer, body: Body, now: number): Promise<number> {
    const bodyId = await (body as StorableBody).save(tx, now);
    const row = await tx.get<{ id: number }>(
      "INSERT INTO content (headers, body_id, size) VALUES ($1, $2, $3) RETURNING id",
      [headers, bodyId, headers.length + body.size],
    );
    return (row as { id: number }).id;
  }

  async load(contentId: number): Promise<StoredContent | undefined> {
    const row = await this.#db.get<BodyRow & { headers: Uint8Array }>(
      "SELECT content.headers, body.id, body.size, body.upload, body.data FROM content JOIN body ON body.id = content.body_id WHERE content.id = $1",
      [contentId],
    );
    return row && { headers: asBuffer(row.headers), body: storedBody(this.#db, row) };
  }

  async headers(contentId: number): Promise<Buffer | undefined> {
    const row = await this.#db.get<{ headers: Uint8Array }>("SELECT headers FROM content WHERE id = $1", [contentId]);
    return row && asBuffer(row.headers);
  }

  /** The whole message as one buffer. */
  async bytes(contentId: number): Promise<Buffer | undefined> {
    const content = await this.load(contentId);
    return content && Buffer.concat([content.headers, await content.body.read()]);
  }

  /** Chunks of uploads that no commit linked: left by a process that died. Call at start only. */
  async sweepOrphans(): Promise<number> {
    return this.#db.write((tx) =>
      tx.run("DELETE FROM body_chunk WHERE upload NOT IN (SELECT upload FROM body WHERE upload IS NOT NULL)"),
    );
  }
}

class Upload implements BodyUpload {
  readonly #db: Database;
  readonly #hash = createHash("sha256");
  readonly #id = randomUUID();
  #pending: Buffer[] = [];
  #pendingSize = 0;
  #size = 0;
  #chunks = 0;
  #aborted = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(db: Database) {
    this.#db = db;
  }

  write(chunk: Buffer): void | Promise<void> {
    this.#pending.push(chunk);
    this.#pendingSize += chunk.length;
    this.#size += chunk.length;
    if (this.#pendingSize < CHUNK_SIZE) return undefined;
    return this.#flush();
  }

  async finish(): Promise<StorableBody> {
    if (this.#chunks === 0 && this.#size <= INLINE_LIMIT) return inlineBody(Buffer.concat(this.#pending));
    await this.#flush();
    return uploadedBody(this.#db, { upload: this.#id, size: this.#size, hash: this.#hash.digest("base64") });
  }

  abort(): void {
    this.#aborted = true;
    this.#pending = [];
    if (this.#chunks === 0) return;
    this.#writing
      .catch(() => undefined) // the disk was full: what did get there goes all the more
      .then(() => this.#db.write((tx) => tx.run("DELETE FROM body_chunk WHERE upload = $1", [this.#id])))
      .catch(() => undefined); // swept at the next start
  }

  #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingSize = 0;
    this.#writing = this.#writing.then(async () => {
      for (let at = 0; at < bytes.length && !this.#aborted; at += CHUNK_SIZE) {
        const data = bytes.subarray(at, at + CHUNK_SIZE);
        this.#hash.update(data);
        const seq = this.#chunks++;
        await this.#db.write((tx) =>
          tx.run("INSERT INTO body_chunk (upload, seq, data) VALUES ($1, $2, $3)", [this.#id, seq, data]),
        );
      }
    });
    return this.#writing;
  }
}

const INSERT_BODY = `INSERT INTO body (hash, size, data, upload, created_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (hash) WHERE hash IS NOT NULL DO UPDATE SET size = excluded.size RETURNING id, upload`;

function inlineBody(bytes: Buffer): StorableBody {
  /** A leg and the item itself share the body in one transaction. */
  let saved: { tx: Tx; id: number } | undefined;
  return {
    size: bytes.length,
    read: async () => bytes,
    chunks: async function* () {
      yield bytes;
    },
    async save(tx, now) {
      if (saved?.tx === tx) return saved.id;
      const digest = bytes.length < SHARED_FROM ? null : hash("sha256", bytes, "base64");
      const row = await tx.get<{ id: number }>(INSERT_BODY, [digest, bytes.length, bytes, null, now]);
      saved = { tx, id: (row as { id: number }).id };
      return saved.id;
    },
  };
}

function uploadedBody(db: Database, source: { upload: string; size: number; hash: string }): StorableBody {
  // The same bytes may be there already, as chunks or as one row: then those are what is read.
  let place: { readonly upload: string } | { readonly bodyId: number } = { upload: source.upload };
  const chunks = () => ("upload" in place ? readChunks(db, place.upload, source.size) : readRow(db, place.bodyId));
  return {
    size: source.size,
    chunks,
    read: () => collect(chunks()),
    async save(tx, now) {
      const row = await tx.get<{ id: number; upload: string | null }>(INSERT_BODY, [
        source.hash,
        source.size,
        null,
        source.upload,
        now,
      ]);
      const { id, upload } = row as { id: number; upload: string | null };
      if (upload !== source.upload) {
        await tx.run("DELETE FROM body_chunk WHERE upload = $1", [source.upload]);
        place = upload === null ? { bodyId: id } : { upload };
      }
      return id;
    },
  };
}

function storedBody(db: Database, row: BodyRow): StorableBody {
  const data = row.data === null ? undefined : asBuffer(row.data);
  const chunks = data
    ? async function* () {
        yield data;
      }
    : () => readChunks(db, row.upload ?? "", row.size);
  return {
    size: row.size,
    chunks,
    read: async () => data ?? collect(chunks()),
    save: async () => row.id,
  };
}

/** @throws Error when chunks are missing: half a message must never pass for a whole one. */
async function* readChunks(db: Database, upload: string, size: number): AsyncGenerator<Buffer> {
  let read = 0;
  for (let seq = 0; read < size; seq += 1) {
    const row = await db.get<{ data: Uint8Array }>("SELECT data FROM body_chunk WHERE upload = $1 AND seq = $2", [
      upload,
      seq,
    ]);
    if (!row) throw new Error(`Body ${upload} is damaged: ${read} of ${size} bytes are there`);
    read += row.data.byteLength;
    yield asBuffer(row.data);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* readRow(db: Database, bodyId: number): AsyncGenerator<Buffer> {
  const row = await db.get<{ data: Uint8Array }>("SELECT data FROM body WHERE id = $1", [bodyId]);
  if (!row) throw new Error(`Body ${bodyId} is gone`);
  yield asBuffer(row.data);
}

async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** A view, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
