import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../../../src/runtime/make-folder.ts";
import { folder } from "../database/support.ts";

it("is made with what is missing above it, and may be there already", () => {
  const path = join(folder(), "a", "b", "c");
  makeFolder(path);
  makeFolder(path);
  expect(existsSync(path)).toBe(true);
});

it("is not made where a file stands, of it or above it", () => {
  const file = join(folder(), "file");
  writeFileSync(file, "");
  expect(() => makeFolder(file)).toThrow("EEXIST");
  expect(() => makeFolder(join(file, "below"))).toThrow("ENOTDIR");
});

it.runIf(process.platform === "linux")("is refused where the system takes none, and does not go round for ever", () => {
  expect(() => makeFolder("/proc/no/such")).toThrow("ENOENT");
});
