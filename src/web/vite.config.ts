// The web page as static files, which the sandbox serves by itself: dist/web.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  base: "/",
  logLevel: "warn",
  build: {
    outDir: here("../../dist/web"),
    emptyOutDir: true,
    target: "es2022",
    // No data: addresses, so that the page's Content-Security-Policy needs none.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
