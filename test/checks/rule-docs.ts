// Puts every parameter of New-TransportRule into docs/mail-flow-rules.md and every cmdlet into docs/cmdlets.md (--write),
// each with the test that shows it. Fails when they are out of date, or when something has no test.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cmdlet, ParameterDeclaration } from "../../src/cmdlets/cmdlet.ts";
import { CMDLETS } from "../../src/cmdlets/index.ts";
import { RULE_BINDINGS, type RuleBinding } from "../../src/cmdlets/transport-rule/parameters.ts";
import { ACTIONS } from "../../src/organization/transport-rule/actions.ts";
import { CONDITIONS } from "../../src/organization/transport-rule/conditions.ts";
import { parameterName } from "../../src/organization/transport-rule/parameter.ts";
import { conclude, generatedSection, ROOT } from "./sources.ts";

interface TestFile {
  readonly path: string;
  readonly text: string;
  /** What its titles begin with, before a colon: "FromMemberOf", "SetHeaderName, SetHeaderValue". */
  readonly heads: readonly string[];
}

/** A title, or the first text of a row of test.each. */
const TITLE = /(?:\b(?:test|it|describe)(?:\.\w+)*\(|\)\(|\[)\s*(["'`])((?:(?!\1)[^\n])*)\1/g;

/** Tests of the rules come first: they show a parameter best. */
export function readTests(): TestFile[] {
  const paths = globSync("test/**/*.test.ts", { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));
  const rank = (path: string) => (path.startsWith("test/unit/rules/") ? 0 : path.includes("transport-rule") ? 1 : 2);
  return paths
    .sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      return { path, text, heads: [...text.matchAll(TITLE)].map(([, , title = ""]) => headOf(title)) };
    });
}

/** "FromMemberOf" of "FromMemberOf: a contact"; of a title without a colon its first word. */
const headOf = (title: string): string =>
  title.includes(":") ? (title.split(":")[0] ?? "") : (title.split(" ")[0] ?? "");

function shownBy(name: string, tests: readonly TestFile[]): string | undefined {
  const wanted = [name, ...(PARTNERS.get(name) ?? [])];
  for (const one of wanted) {
    const found = tests.find(({ heads }) => heads.some((head) => head.split(/[^\w-]+/).includes(one)));
    if (found) return found.path;
  }
  return undefined;
}

/** Of a pair, whose halves say nothing alone, either one's test shows both. */
const PARTNERS = new Map(
  Object.entries(CONDITIONS).flatMap(([name, of]): [string, string[]][] =>
    "pair" in of ? [[parameterName(name), [parameterName(of.with)]]] : [],
  ),
);

const linkTo = (path: string | undefined): string =>
  path === undefined ? "" : `[${path.split("/").at(-1)?.replace(".test.ts", "")}](../${path})`;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
const priorityOf = ({ declaration, refused }: RuleBinding): string =>
  refused === undefined ? (declaration.priority ?? "must") : "out";

const HEAD = "| Parameter | Here | What it does | Shown by |\n|---|---|---|---|";
const EXCEPTION = /^ExceptIf/;
const CONDITION_NAMES = new Set(Object.keys(CONDITIONS).map((name) => parameterName(name)));
const ACTION_NAMES = new Set(Object.keys(ACTIONS).map((name) => parameterName(name)));

const SECTIONS: Readonly<Record<string, (binding: RuleBinding) => boolean>> = {
  conditions: ({ parameter }) => CONDITION_NAMES.has(parameter),
  actions: ({ parameter }) => ACTION_NAMES.has(parameter),
  properties: ({ parameter, refused }) =>
    refused === undefined &&
    !CONDITION_NAMES.has(parameter) &&
    !ACTION_NAMES.has(parameter) &&
    !EXCEPTION.test(parameter),
  refused: ({ parameter, refused }) => refused !== undefined && !EXCEPTION.test(parameter),
};

export function ruleSection(section: string, tests: readonly TestFile[]): string {
  const rows = RULE_BINDINGS.filter((binding) => SECTIONS[section]?.(binding)).map((binding) => {
    const { parameter, declaration } = binding;
    const choices = declaration.values ? ` One of ${declaration.values.join(", ")}.` : "";
    const shown = linkTo(shownBy(parameter, tests));
    return `| ${parameter} | ${priorityOf(binding)} | ${cell((declaration.sentence ?? "") + choices)} | ${shown} |`;
  });
  return [HEAD, ...rows].join("\n");
}

/** Parameters that do something, and that no test shows. */
export function withoutTest(tests: readonly TestFile[]): string[] {
  return RULE_BINDINGS.filter((binding) => ["must", "should"].includes(priorityOf(binding)))
    .map(({ parameter }) => parameter)
    .filter((parameter) => !EXCEPTION.test(parameter) && shownBy(parameter, tests) === undefined);
}

const runs = (cmdlet: Cmdlet, tests: readonly TestFile[]): string | undefined =>
  tests.find(({ text }) => new RegExp(`["'\`( ]${cmdlet.name}\\b`).test(text))?.path;

/** New- and Set-TransportRule have a document of their own. */
export function cmdletSection(tests: readonly TestFile[]): string {
  return [...CMDLETS]
    .sort((one, other) => byNoun(one.name, other.name))
    .map((cmdlet) => {
      const shown = runs(cmdlet, tests);
      const lines = /^(?:New|Set)-TransportRule$/.test(cmdlet.name)
        ? ["Its parameters: [mail-flow-rules.md](mail-flow-rules.md)."]
        : parameterRows(cmdlet);
      return [
        `### ${cmdlet.name}`,
        "",
        cmdlet.synopsis,
        "",
        ...(shown ? [`Shown by ${linkTo(shown)}.`, ""] : []),
        ...lines,
        "",
      ].join("\n");
    })
    .join("\n");
}

function parameterRows({ parameters }: Cmdlet): string[] {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return ["It has no parameters."];
  const rows = entries.map(
    ([name, of]) => `| ${name} | ${of.priority ?? "must"} | ${typeOf(of)} | ${cell(of.sentence ?? "")} |`,
  );
  return ["| Parameter | Here | Takes | What it does |", "|---|---|---|---|", ...rows];
}

const TYPES: Readonly<Record<ParameterDeclaration["type"], string>> = {
  string: "text",
  strings: "texts",
  multiValued: "texts, or @{Add;Remove}",
  identity: "name or GUID",
  resultSize: "number or Unlimited",
  unlimitedInt: "number or Unlimited",
  unlimitedSize: "size or Unlimited",
  dateTime: "date",
  guid: "GUID",
  int: "number",
  boolean: "$true or $false",
  timeSpan: "time span",
  switch: "switch",
  size: "size",
  bytes: "bytes",
  secret: "secret",
  hashtables: "hashtables",
};

function typeOf({ type, values, mandatory }: ParameterDeclaration): string {
  return `${values ? values.map((value) => cell(value)).join(", ") : TYPES[type]}${mandatory ? "; mandatory" : ""}`;
}

function byNoun(one: string, other: string): number {
  const key = (name: string) => name.split("-").reverse().join(" ");
  return key(one) < key(other) ? -1 : 1;
}

if (import.meta.main) {
  const isWriting = process.argv.includes("--write");
  const tests = readTests();
  const sections: [document: string, name: string, content: string][] = [
    ...Object.keys(SECTIONS).map((name): [string, string, string] => [
      "docs/mail-flow-rules.md",
      name,
      ruleSection(name, tests),
    ]),
    ["docs/cmdlets.md", "cmdlets", cmdletSection(tests)],
  ];
  const problems = sections
    .filter(([document, name, content]) => !generatedSection(document, name, content, isWriting))
    .map(([document, name]) => `${document} is out of date (${name}): run \`npm run fix\``);
  for (const parameter of withoutTest(tests))
    problems.push(`no test's title begins with ${parameter}: "${parameter}: what it shows"`);
  conclude("rule-docs", problems);
}
