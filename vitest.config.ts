import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The package by its name, as its users write it. */
const own = (file: string) => fileURLToPath(new URL(`./src/library/${file}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^recall-sandbox$/, replacement: own("index.ts") },
      { find: /^recall-sandbox\/vitest$/, replacement: own("vitest.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    // Vitest leaves one processor free: on two that is half the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Agents of a folder are Node's to load, as in the product: src/agents/own/generation.ts
    server: { deps: { external: [/\?agents=\d+$/] } },
  },
});
