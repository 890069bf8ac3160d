// The web page in a real browser: npm run test:browser. Needs Chromium or Chrome on the machine.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.browser.ts"],
    globalSetup: ["test/browser/build.ts"],
    setupFiles: ["test/setup.ts"],
    pool: "threads",
    isolate: false,
    // One browser each: two are what a machine with two processors draws at ease.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    server: { deps: { external: [/\/src\/.*\.ts$/] } },
  },
});
