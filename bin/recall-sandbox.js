#!/usr/bin/env node
// Runs the command line on this Node when it is new enough, else on the one installed beside the project.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import * as module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const NEEDED = [22, 18];
const root = join(dirname(realpathSync(fileURLToPath(import.meta.url))), "..");
const source = join(root, "src", "main.ts");
const main = existsSync(source) ? source : join(root, "dist", "src", "main.js");
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const ownNode = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");

if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  // Compiled once for all starts, in the folder for temporary files: half of the time of a short command.
  module.enableCompileCache?.();
  await import(pathToFileURL(main).href);
} else if (existsSync(ownNode)) {
  const child = spawn(ownNode, ["--max-semi-space-size=8", main, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
} else {
  process.stderr.write(
    `recall-sandbox needs Node ${NEEDED.join(".")} or newer; this is Node ${process.versions.node}.\n` +
      "Install a newer Node, or run `npm ci` in the project folder: it brings one.\n",
  );
  process.exit(2);
}
