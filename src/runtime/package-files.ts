// The package's own files, wherever it runs from: src/ with types stripped, or dist/.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const PACKAGE_ROOT = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const above = dirname(folder);
  return above === folder ? folder : findRoot(above);
}

export const packageFile = (...path: string[]): string => join(PACKAGE_ROOT, ...path);

export function packageVersion(): string {
  return (JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string }).version;
}
