// YAML text as a located tree. YAML 1.2: what is no number or boolean there is text, dates included.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Located, LocatedEntry, Place } from "./located.ts";
import type { ConfigurationProblem } from "./problems.ts";

/** Aliases may repeat this many values: enough for people, too few for a "billion laughs" file. */
const MAX_ALIASED_VALUES = 10_000;

/** The tree of a text without problems; an empty file is an empty map. */
export function readYaml(text: string, file: string): { tree: Located; problems: ConfigurationProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const flaws = [...document.errors, ...document.warnings];
  const problems = flaws.map((flaw) => ({ ...placeOf(flaw.pos[0]), path: "", message: describeFlaw(flaw) }));
  const empty: Located = { kind: "map", at: { file, line: 1, column: 1 }, entries: new Map() };
  if (problems.length > 0 || document.contents === null) return { tree: empty, problems };
  const reader = new TreeReader(document, placeOf);
  const tree = reader.read(document.contents);
  return tree.kind === "scalar" && tree.value === null
    ? { tree: empty, problems }
    : { tree, problems: reader.problems };
}

function describeFlaw(flaw: { code: string; message: string }): string {
  if (flaw.code === "DUPLICATE_KEY") return "this key stands here twice; keep one of them";
  if (flaw.code === "TAB_AS_INDENT") return "indent with blanks, not with tabs";
  if (flaw.code === "MULTIPLE_DOCS") return "a configuration is one YAML document; remove what follows `---`";
  return `not valid YAML: ${flaw.message}`;
}

class TreeReader {
  readonly problems: ConfigurationProblem[] = [];
  readonly #document: Document;
  readonly #placeOf: (offset: number) => Place;
  #aliased = 0;
  #aliasDepth = 0;

  constructor(document: Document, placeOf: (offset: number) => Place) {
    this.#document = document;
    this.#placeOf = placeOf;
  }

  read(node: Node | null): Located {
    const at = this.#placeOf(node?.range?.[0] ?? 0);
    if (this.#aliasDepth > 0) this.#aliased += 1;
    if (isAlias(node)) return this.#readAlias(node.resolve(this.#document), node.source, at);
    if (isSeq<Node>(node)) return { kind: "list", at, items: node.items.map((item) => this.read(item)) };
    if (!isMap<Node, Node | null>(node)) return { kind: "scalar", at, value: isScalar(node) ? node.value : null };
    const entries = node.items.map(({ key, value }): [string, LocatedEntry] => {
      const keyAt = this.#placeOf(key.range?.[0] ?? 0);
      // A key without a value ("password:") is null, and stands where its key does.
      const child: Located = value === null ? { kind: "scalar", at: keyAt, value: null } : this.read(value);
      return [isScalar(key) ? String(key.value) : String(key), { keyAt, value: child }];
    });
    return { kind: "map", at, entries: new Map(entries) };
  }

  #readAlias(target: Node | undefined, name: string, at: Place): Located {
    const nothing: Located = { kind: "scalar", at, value: null };
    if (target === undefined) {
      this.problems.push({ ...at, path: "", message: `\`*${name}\` repeats a value that no \`&${name}\` above marks` });
      return nothing;
    }
    // Also ends an alias inside what it repeats.
    if (this.#aliased > MAX_ALIASED_VALUES || this.#aliasDepth > 20) {
      if (this.#aliased !== Number.POSITIVE_INFINITY) {
        this.problems.push({ ...at, path: "", message: "aliases repeat too much here; write the values out" });
      }
      this.#aliased = Number.POSITIVE_INFINITY;
      return nothing;
    }
    this.#aliasDepth += 1;
    const tree = this.read(target);
    this.#aliasDepth -= 1;
    return { ...tree, at };
  }
}
