// The page of a checkout is built on first start, by as many sandboxes as start at once.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildWebPage } from "../../src/cli/web-page.ts";
import { createLog } from "../../src/runtime/log.ts";

test("two that build it at once leave one whole page, which is not built again", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "web-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const built = join(folder, "dist", "web");
  const log = createLog({ level: "error" });

  await Promise.all([buildWebPage(log, built), buildWebPage(log, built)]);

  expect(readdirSync(join(folder, "dist"))).toEqual(["web"]);
  expect(readdirSync(built).sort()).toEqual(["assets", "index.html"]);
  const { mtimeMs } = statSync(join(built, "index.html"));
  await buildWebPage(log, built);
  expect(statSync(join(built, "index.html")).mtimeMs).toBe(mtimeMs);
});
