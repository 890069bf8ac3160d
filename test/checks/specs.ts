// Collects the standards that src/ cites into docs/specs.md (--write), fails when that is out of date, and when a
// citation of our own documents names a rule or heading that they don't have.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { conclude, generatedSection, ROOT, readSources, type SourceFile } from "./sources.ts";
import { TITLES } from "./titles.ts";

/** "RFC 3464 §2.3.3, §2.3.4" and "[MS-OXCMAIL] §2.1.3.2.26"; sections may go on after a comma. */
const CITATION = /(?:RFC (\d{3,5})|\[(MS-[A-Z0-9]+)\])((?:,? (?:and )?(?:§[0-9]+(?:\.[0-9]+)*|Appendix [A-Z]))*)/g;

/** standard → section ("" for the whole) → files. */
export type Citations = Map<string, Map<string, Set<string>>>;

export function collectCitations(sources: readonly SourceFile[]): Citations {
  const citations: Citations = new Map();
  for (const { path, text } of sources) {
    // A citation may be broken over two lines of a comment.
    const joined = text.replace(/\n\s*(?:\/\/|\*) ?/g, " ");
    for (const [, rfc, ms, tail = ""] of joined.matchAll(CITATION)) {
      const standard = rfc ? `RFC ${rfc}` : `[${ms}]`;
      const sections = tail.match(/§[0-9]+(?:\.[0-9]+)*|Appendix [A-Z]/g) ?? [""];
      const bySection = citations.get(standard) ?? new Map<string, Set<string>>();
      for (const section of sections) bySection.set(section, (bySection.get(section) ?? new Set()).add(path));
      citations.set(standard, bySection);
    }
  }
  return citations;
}

export function printTable(citations: Citations): string {
  const rows = [...citations]
    .sort(([a], [b]) => compareNumbered(a, b))
    .map(([standard, sections]) => {
      const places = [...sections]
        .sort(([a], [b]) => compareNumbered(a, b))
        .map(([section, files]) => {
          const links = [...files].map((file) => `[${file.slice("src/".length)}](../${file})`).join(", ");
          return `${section || "as a whole"}: ${links}`;
        });
      return `| ${standard} | ${TITLES[standard] ?? ""} | ${places.join("<br>")} |`;
    });
  return ["| Standard | Title | Where it decides |", "|---|---|---|", ...rows].join("\n");
}

/** Numbers in text compare as numbers: §2.10 behind §2.9. RFCs stand before the Microsoft documents. */
function compareNumbered(a: string, b: string): number {
  const isMicrosoft = Number(a.startsWith("[")) - Number(b.startsWith("["));
  return isMicrosoft || a.localeCompare(b, "en", { numeric: true });
}

/** "docs/recall.md R9", "docs/architecture.md "Trust"": the document, the rule and the heading must be there. */
export function checkOwnCitations(
  sources: readonly SourceFile[],
  read: (path: string) => string | undefined,
): string[] {
  const problems: string[] = [];
  for (const { path, text } of sources) {
    for (const [citation, document = "", tail = ""] of text.matchAll(
      /\b(docs\/[a-z-]+\.md)((?: R\d+(?:[,–-] ?R\d+)*| "[^"\n]+")?)/g,
    )) {
      const content = read(document);
      if (content === undefined) problems.push(`${path}: ${document} doesn't exist`);
      const rules = tail.match(/R\d+/g) ?? [];
      const missing = rules.filter((rule) => !new RegExp(`^[-*] \\*\\*${rule}\\b`, "m").test(content ?? ""));
      const heading = /"(.+)"/.exec(tail)?.[1];
      const lacksHeading = heading !== undefined && !(content ?? "").includes(`# ${heading}`);
      if (content !== undefined && (missing.length > 0 || lacksHeading)) {
        problems.push(`${path}: "${citation.trim()}" names nothing in ${document}`);
      }
    }
  }
  return problems;
}

if (import.meta.main) {
  const sources = readSources();
  const citations = collectCitations(sources);
  const isCurrent = generatedSection("docs/specs.md", "specs", printTable(citations), process.argv.includes("--write"));
  const untitled = [...citations.keys()].filter((standard) => !TITLES[standard]);
  const read = (path: string) => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), "utf8") : undefined);
  process.stdout.write(`specs: ${citations.size} standards cited\n`);
  conclude("specs", [
    ...(isCurrent ? [] : ["docs/specs.md is out of date: run `npm run fix`"]),
    ...untitled.map((standard) => `${standard} has no title in test/checks/titles.ts`),
    ...checkOwnCitations(sources, read),
  ]);
}
