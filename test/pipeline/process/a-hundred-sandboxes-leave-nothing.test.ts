// A hundred sandboxes started and stopped in one process, ten at a time too, some with mail, a recall and somebody who
// still waits: no handle, file, folder, listener or memory stays behind.
import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageFile } from "../../../src/runtime/package-files.ts";
import type { Report } from "../../support/hundred-sandboxes.ts";

/** A twentieth of what one that is kept by mistake holds; some of it is code that V8 compiles meanwhile. Bytes. */
const HEAP_PER_SANDBOX = 25_000;

describe("a hundred sandboxes", () => {
  const folder = mkdtempSync(join(tmpdir(), "hundred-"));
  let report: Report;
  beforeAll(async () => {
    const script = packageFile("test", "support", "hundred-sandboxes.ts");
    // Its end says as much: a process with something open would stay.
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script], {
      env: { ...process.env, TMPDIR: folder },
      timeout: 150_000,
    });
    report = JSON.parse(stdout);
  }, 160_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("keep no socket, timer or request", () => expect(report.after.resources).toEqual(report.before.resources));

  it("keep no file open", () => expect(report.after.files).toBe(report.before.files));

  it("leave no temporary folder", () => {
    expect(report.after.temporary).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leave no listener on the process", () => expect(report.after.listeners).toBe(report.before.listeners));

  it("leave no memory", () => {
    expect(report.after.heapBytes - report.before.heapBytes).toBeLessThan(100 * HEAP_PER_SANDBOX);
  });
});
