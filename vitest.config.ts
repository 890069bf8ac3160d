import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Agents of a folder are Node's to load, as in the product: src/agents/own/generation.ts
    server: { deps: { external: [/\?agents=\d+$/] } },
  },
});
