// Builds the web page of a checkout when its sources are newer than what was built. A published package brings it built.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Log } from "../runtime/log.ts";
import { makeFolder } from "../runtime/make-folder.ts";
import { PACKAGE_ROOT, packageFile } from "../runtime/package-files.ts";

const BUILT = packageFile("dist", "web");

/**
 * Resolves when the page can be served, or can't be built: everything else works without it.
 * @param built where it is served from
 */
export async function buildWebPage(log: Log, built = BUILT): Promise<void> {
  const vite = packageFile("node_modules", "vite", "bin", "vite.js");
  if (!isOutdated(built) || !existsSync(vite)) return;
  // Beside the place it is served from, so that nobody is served half of it: another sandbox may build it as well.
  makeFolder(dirname(built));
  const made = mkdtempSync(`${built}-`);
  const args = ["build", "--config", packageFile("src", "web", "vite.config.ts"), "--outDir", made, "--emptyOutDir"];
  const child = spawn(process.execPath, [vite, ...args], { cwd: PACKAGE_ROOT, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (bytes) => {
    said += bytes;
  });
  const code = await new Promise((resolve) => child.once("error", resolve).once("close", resolve));
  if (code !== 0) log.warn({ code, said: said.trim() }, "the web page can't be built; npm run build says why");
  else if (isOutdated(built)) putInPlace(made, built);
  rmSync(made, { recursive: true, force: true });
}

function putInPlace(made: string, built: string): void {
  rmSync(built, { recursive: true, force: true });
  try {
    renameSync(made, built);
  } catch (error) {
    // Somebody else's stands there now, and is as good.
    if (!existsSync(built)) throw error;
  }
}

function isOutdated(built: string): boolean {
  const sources = packageFile("src", "web");
  if (!existsSync(sources)) return false;
  const page = join(built, "index.html");
  return !existsSync(page) || newest(sources) > statSync(page).mtimeMs;
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
