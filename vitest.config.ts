import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The package by its name, as its users write it. */
const own = (file: string) => fileURLToPath(new URL(`./src/library/${file}`, import.meta.url));

// Node compiles a module once for all files and their processes, not once for each.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "recall-sandbox-compile-cache");

export default defineConfig({
  resolve: {
    alias: [
      { find: /^recall-sandbox$/, replacement: own("index.ts") },
      { find: /^recall-sandbox\/vitest$/, replacement: own("vitest.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    pool: "threads",
    // One load of the sources for all files: a test leaves nothing behind, see test/setup.ts.
    isolate: false,
    setupFiles: ["test/setup.ts"],
    // A file waits for sockets and disks a third of its time: more than there are processors keeps these at work.
    maxWorkers: availableParallelism() + 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Sources are Node's to load, as in the product: nothing is transformed or compiled twice.
    server: { deps: { external: [/\?agents=\d+$/, /\/src\/.*\.ts$/] } },
  },
});
