// Builds the web page of a checkout when its sources are newer than what was built. A published package brings it built.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "../runtime/log.ts";
import { PACKAGE_ROOT, packageFile } from "../runtime/package-files.ts";

/** Resolves when the page can be served, or can't be built: everything else works without it. */
export async function buildWebPage(log: Log): Promise<void> {
  const vite = packageFile("node_modules", "vite", "bin", "vite.js");
  if (!isOutdated() || !existsSync(vite)) return;
  const child = spawn(process.execPath, [vite, "build", "--config", packageFile("src", "web", "vite.config.ts")], {
    cwd: PACKAGE_ROOT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (bytes) => {
    said += bytes;
  });
  const code = await new Promise((resolve) => child.once("error", resolve).once("close", resolve));
  if (code !== 0) log.warn({ code, said: said.trim() }, "the web page can't be built; npm run build says why");
}

function isOutdated(): boolean {
  const sources = packageFile("src", "web");
  if (!existsSync(sources)) return false;
  const built = packageFile("dist", "web", "index.html");
  return !existsSync(built) || newest(sources) > statSync(built).mtimeMs;
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
