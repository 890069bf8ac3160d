// The configurations that come with the package, by name.
import { existsSync, readdirSync } from "node:fs";
import { didYouMean } from "../organization/nearest.ts";
import { packageFile } from "../runtime/package-files.ts";

/**
 * Path of a configuration that comes with the package: "default", "no-smart-host", "rewrites-message-id" and the other
 * folders of config/.
 */
export function scenario(name: string): string {
  if (name === "default") return packageFile("config", "default.yaml");
  const folders = readdirSync(packageFile("config"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = ["default", ...folders.map((folder) => folder.name)];
  const file = packageFile("config", name, "config.yaml");
  if (names.includes(name) && existsSync(file)) return file;
  throw new Error(`There is no scenario "${name}"${didYouMean(name, names) || `; there are ${names.join(", ")}`}`);
}
