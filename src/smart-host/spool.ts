// Mail that the host itself promised to send later: one file each, written to the disk before the promise is given.
// First line: envelope and due time as JSON; behind it the message. Nothing in memory is authoritative.
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instant } from "../runtime/clock.ts";
import { newGuid } from "../runtime/ids.ts";
import type { SmtpEnvelope } from "../smtp/session.ts";

export interface SpooledMessage {
  readonly id: string;
  readonly envelope: SmtpEnvelope;
  readonly dueAt: Instant;
  /** Sendings that failed so far. */
  readonly attempts: number;
}

export class Spool {
  #folder: string | undefined;

  /** Without a folder one for temporary files is made when it is needed. */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  get folder(): string {
    return this.#folder ?? "";
  }

  /** Resolves when the message is on the disk. */
  async add(envelope: SmtpEnvelope, dueAt: Instant, content: Buffer): Promise<SpooledMessage> {
    this.#folder ??= await mkdtemp(join(tmpdir(), "smart-host-spool-"));
    await mkdir(this.folder, { recursive: true });
    const message: SpooledMessage = { id: newGuid(), envelope, dueAt, attempts: 0 };
    await this.write(message, content);
    return message;
  }

  async write(message: SpooledMessage, content: Buffer): Promise<void> {
    const path = this.path(message.id);
    const file = await open(`${path}.new`, "w");
    try {
      await file.writeFile(Buffer.concat([Buffer.from(`${JSON.stringify(message)}\n`), content]));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
    await syncFolder(this.folder);
  }

  async read(id: string): Promise<{ message: SpooledMessage; content: Buffer }> {
    const bytes = await readFile(this.path(id));
    const lineFeed = bytes.indexOf(0x0a);
    return { message: JSON.parse(bytes.toString("utf8", 0, lineFeed)), content: bytes.subarray(lineFeed + 1) };
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  /** Out of the way of later starts, for people to look at. */
  async giveUp(id: string): Promise<string> {
    const path = this.path(id).replace(/\.mail$/, ".failed");
    await rename(this.path(id), path);
    return path;
  }

  /** Files that were put out of the way. */
  async removeFailed(): Promise<void> {
    const names = this.#folder === undefined ? [] : await readdir(this.#folder).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(".failed")))
      await rm(join(this.folder, name), { force: true });
  }

  /** What an earlier run left. Files that cannot be read are named to `onDefect`. */
  async pending(onDefect: (file: string, error: unknown) => void): Promise<SpooledMessage[]> {
    const names = await readdir(this.folder).catch(() => []);
    const found: SpooledMessage[] = [];
    for (const name of names.filter((candidate) => candidate.endsWith(".mail"))) {
      try {
        found.push((await this.read(name.slice(0, -".mail".length))).message);
      } catch (error) {
        onDefect(join(this.folder, name), error);
      }
    }
    return found;
  }

  path(id: string): string {
    return join(this.folder, `${id}.mail`);
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no such call, and needs none.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
