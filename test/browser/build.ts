// Builds the page once, before any test opens it.
import { build } from "vite";
import { packageFile } from "../../src/runtime/package-files.ts";

export async function setup(): Promise<void> {
  await build({ configFile: packageFile("src", "web", "vite.config.ts") });
}
