// A report as a folder: page, JUnit, JSON, badge, the evidence, and a manifest of all of it. Writes nowhere else, and
// over nothing that is not a report.
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { makeFolder } from "../../runtime/make-folder.ts";
import { CheckError } from "../options.ts";
import type { RunRecord } from "../run.ts";
import { formatBadge } from "./badge.ts";
import { formatRunPage } from "./html/run-page.ts";
import { formatJUnit } from "./junit.ts";

export const MANIFEST = "MANIFEST.sha256";

export type ReportFiles = ReadonlyMap<string, string | Buffer>;

/** Paths with "/". */
export function reportFiles(record: RunRecord): ReportFiles {
  const { run, contents } = record;
  return new Map<string, string | Buffer>([
    ["index.html", formatRunPage(record)],
    ["junit.xml", formatJUnit(run)],
    ["run.json", `${JSON.stringify(run, null, 2)}\n`],
    ["badge.svg", formatBadge(run)],
    ...[...contents].map(([sha256, bytes]) => [`evidence/${sha256}.eml`, bytes] as const),
  ]);
}

/** @throws CheckError where the folder holds what no report wrote. */
export function refuseForeignFiles(dir: string): void {
  const present = filesIn(dir);
  const known = new Set(manifestOf(dir));
  const foreign = present.find((name) => name !== MANIFEST && !known.has(name));
  if (foreign !== undefined)
    throw new CheckError(
      `${dir} holds ${foreign}, which is of no report: nothing is written there. Name another folder with --report, or clear it.`,
    );
}

/** Replaces a former report. */
export function writeReport(dir: string, files: ReportFiles): void {
  refuseForeignFiles(dir);
  for (const name of filesIn(dir)) rmSync(join(dir, name));
  makeFolder(dir);
  // First: a report that was cut short is known as one.
  writeFileSync(join(dir, MANIFEST), manifest(files));
  if ([...files.keys()].some((name) => name.startsWith("evidence/"))) makeFolder(join(dir, "evidence"));
  for (const [name, content] of files) writeFileSync(join(dir, name), content);
}

/** As `sha256sum -c` reads it. */
function manifest(files: ReportFiles): string {
  return [...files]
    .map(([name, content]) => `${createHash("sha256").update(content).digest("hex")}  ${name}\n`)
    .sort()
    .join("");
}

function manifestOf(dir: string): string[] {
  try {
    const lines = readFileSync(join(dir, MANIFEST), "utf8").split("\n");
    return lines.flatMap((line) => /^[0-9a-f]{64} {2}(.+)$/.exec(line)?.[1] ?? []);
  } catch {
    return [];
  }
}

/** Every file below, links as what they are; none where there is no folder. */
function filesIn(dir: string): string[] {
  const stats = lstatSync(dir, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) throw new CheckError(`${dir} is no folder: name one with --report.`);
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const name = relative(dir, join(entry.parentPath, entry.name)).split(sep).join("/");
      // A link is written through, wherever it leads.
      return entry.isFile() ? name : `${name} (no plain file)`;
    });
}
