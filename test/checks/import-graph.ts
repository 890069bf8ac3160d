// Reads the imports of src/ and prints which folder knows which. Fails on cycles, on arrows that point up the layers,
// on packages that enter elsewhere than they should, and when docs/architecture.md shows another graph (--write mends).
import { posix } from "node:path";
import { CONTRACT, LAYERS, ONLY, PACKAGES } from "./layers.ts";
import { conclude, generatedSection, readSources, type SourceFile } from "./sources.ts";

export interface Arrow {
  readonly from: string;
  /** A folder (or file) of src/, or a package. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
  /** First file that draws it. */
  readonly file: string;
}

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([\w@./:-]+)"|\bimport\(\s*"([\w@./:-]+)"\s*\)/gm;

/** One arrow for each pair; it is type-only when every import behind it is. */
export function readArrows(sources: readonly SourceFile[]): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const { path, text } of sources) {
    const from = folderOf(path);
    for (const [, type, specifier, dynamic] of text.matchAll(STATEMENT)) {
      const target = specifier ?? dynamic ?? "";
      const isPackage = !target.startsWith(".");
      if (isPackage && target.startsWith("node:") && !(target in PACKAGES)) continue;
      const to = isPackage ? packageName(target) : folderOf(posix.join(posix.dirname(path), target));
      if (to === from) continue;
      const key = `${from} ${to}`;
      const isTypeOnly = type !== undefined && (arrows.get(key)?.isTypeOnly ?? true);
      arrows.set(key, { from, to, isPackage, isTypeOnly, file: arrows.get(key)?.file ?? path });
    }
  }
  return [...arrows.values()];
}

function folderOf(path: string): string {
  return path.split("/")[1] ?? path;
}

function packageName(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

export function findProblems(arrows: readonly Arrow[]): string[] {
  const problems: string[] = [];
  const layer = (folder: string) => (LAYERS as readonly string[]).indexOf(folder);
  for (const { from, to, isPackage, isTypeOnly, file } of arrows) {
    if (layer(from) < 0) problems.push(`${file}: ${from} is in no layer (test/checks/layers.ts)`);
    if (isPackage) {
      const allowed = PACKAGES[to];
      if (!allowed?.includes(from))
        problems.push(`${file}: ${to} may enter through ${allowed?.join(", ") ?? "no folder"}`);
      continue;
    }
    if (from === CONTRACT && isTypeOnly) continue;
    const known = ONLY[from];
    if (layer(to) < 0) problems.push(`${file}: ${to} is in no layer (test/checks/layers.ts)`);
    else if (layer(to) <= layer(from)) problems.push(`${file}: ${from} → ${to} points up`);
    else if (known && !known.includes(to)) problems.push(`${file}: ${from} may know ${known.join(", ")}, not ${to}`);
  }
  return [...problems, ...findCycles(arrows).map((cycle) => `cycle: ${cycle.join(" → ")}`)];
}

/** Each cycle once, beginning with the folder found first. */
export function findCycles(arrows: readonly Arrow[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage, isTypeOnly } of arrows) {
    if (!isPackage && !(from === CONTRACT && isTypeOnly)) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const cycles: string[][] = [];
  const done = new Set<string>();
  const walk = (folder: string, path: readonly string[]) => {
    const at = path.indexOf(folder);
    if (at >= 0) cycles.push([...path.slice(at), folder]);
    if (at >= 0 || done.has(folder)) return;
    for (const to of next.get(folder) ?? []) walk(to, [...path, folder]);
    done.add(folder);
  };
  for (const folder of next.keys()) walk(folder, []);
  return cycles;
}

export function printGraph(arrows: readonly Arrow[]): string {
  const layer = (folder: string) => (LAYERS as readonly string[]).indexOf(folder);
  const folders = [...new Set(arrows.filter((arrow) => !arrow.isPackage).flatMap(({ from, to }) => [from, to]))];
  for (const { from } of arrows) if (!folders.includes(from)) folders.push(from);
  const lines = folders
    .sort((a, b) => layer(a) - layer(b))
    .map((folder) => {
      const own = arrows.filter(({ from }) => from === folder);
      const known = own.filter(({ isPackage }) => !isPackage).sort((a, b) => layer(a.to) - layer(b.to));
      const packages = own.filter(({ isPackage }) => isPackage).map(({ to }) => to);
      const names = known.map(({ to, isTypeOnly }) => (folder === CONTRACT && isTypeOnly ? `(${to})` : to));
      const enters = packages.length > 0 ? `[${packages.sort().join(", ")}]` : "";
      return `${folder.padEnd(20)}→ ${[...names, enters].filter(Boolean).join(" ")}`.replace(/ *→ $/, "");
    });
  return lines.join("\n");
}

if (import.meta.main) {
  const arrows = readArrows(readSources());
  const graph = printGraph(arrows);
  process.stdout.write(`${graph}\n`);
  const isCurrent = generatedSection(
    "docs/architecture.md",
    "import-graph",
    `\`\`\`text\n${graph}\n\`\`\``,
    process.argv.includes("--write"),
  );
  const stale = isCurrent ? [] : ["docs/architecture.md shows another graph: run `npm run fix`"];
  conclude("import-graph", [...findProblems(arrows), ...stale]);
}
