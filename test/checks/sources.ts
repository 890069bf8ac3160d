// What the checks share: the source files, and generated text inside documents.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the project's folder, "src/mime/date.ts". */
  readonly path: string;
  readonly text: string;
}

export function readSources(): SourceFile[] {
  return globSync("src/**/*.{ts,tsx}", { cwd: ROOT })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/**
 * Puts `content` between the markers "<!-- name:begin … -->" and "<!-- name:end -->" of a document (`write`), or only
 * says whether it stands there already.
 */
export function generatedSection(document: string, name: string, content: string, write: boolean): boolean {
  const path = join(ROOT, document);
  const text = readFileSync(path, "utf8");
  const section = new RegExp(`(<!-- ${name}:begin[^>]*-->\n)[^]*?(<!-- ${name}:end -->)`);
  if (!section.test(text)) throw new Error(`${document} has no markers for ${name}`);
  const expected = text.replace(section, (_, begin: string, end: string) => `${begin}${content}\n${end}`);
  if (write && expected !== text) writeFileSync(path, expected);
  return write || expected === text;
}

/** Prints what is wrong and sets the exit code. */
export function conclude(check: string, problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`${check}: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}
