import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { packageFile } from "../../src/runtime/package-files.ts";

const ASSETS = packageFile("dist", "web", "assets");
const MOST_SCRIPT_BYTES = 120 * 1024;

test("all scripts of the page together are small when compressed", () => {
  const scripts = readdirSync(ASSETS).filter((file) => file.endsWith(".js"));
  const sizes = scripts.map((file) => gzipSync(readFileSync(join(ASSETS, file))).length);
  expect(scripts.length).toBeGreaterThan(5);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_SCRIPT_BYTES);
});

test("what the page loads by itself lies beside it", () => {
  const styles = readdirSync(ASSETS).filter((file) => file.endsWith(".css"));
  for (const file of ["index.html", ...styles.map((name) => join("assets", name))]) {
    const text = readFileSync(packageFile("dist", "web", file), "utf8");
    const loaded = [...text.matchAll(/(?:(?:src|href)="|url\(["']?|@import ["'])([^"')]+)/g)].map(([, url]) => url);
    expect(
      loaded.filter((url) => !url?.startsWith("/assets/")),
      file,
    ).toEqual([]);
  }
});
