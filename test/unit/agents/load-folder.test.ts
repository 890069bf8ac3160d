// What is wrong with users' agents is told with its place, all at once.
import { relative } from "node:path";
import { describe, expect, it } from "vitest";
import { loadFolder } from "../../../src/agents/own/load-folder.ts";
import { silentLog } from "../../../src/runtime/log.ts";
import { agentsFolder, seer } from "../../support/agents-folder.ts";
import { NOON } from "../../support/sandbox.ts";

const RESERVED = ["Transport Rule Agent"];

async function load(files: Readonly<Record<string, string | readonly string[]>>) {
  const folder = agentsFolder(files);
  const organization = () => {
    throw new Error("not needed here");
  };
  const services = () => ({ log: silentLog, folder: folder.path, now: () => NOON, organization });
  const loaded = await loadFolder({ folder: folder.path, reserved: RESERVED, services });
  return { folder, ...loaded };
}

async function problemsOf(files: Readonly<Record<string, string | readonly string[]>>): Promise<string[]> {
  const { folder, problems } = await load(files);
  return problems.map(({ file, line, column, message }) =>
    [relative(folder.path, file), line, column, ` ${message}`].filter((part) => part !== undefined).join(":"),
  );
}

describe("an agent may be exported", () => {
  it.each<[string, string, readonly string[]]>([
    ["as an object", "a.js", [seer("A")]],
    [
      "as its class, made with the services",
      "a.js",
      ["export default class { name = 'A'; priority = 1; constructor(s) { s.now(); } onRouted() {} }"],
    ],
    [
      "by a function that makes it",
      "a.mjs",
      ["export default async ({ folder }) => ({ name: folder && 'A', priority: 1, onRouted() {} });"],
    ],
    [
      "in TypeScript",
      "a.ts",
      [
        "import type { RoutingAgent } from 'recall-sandbox';",
        "export default { name: 'A', priority: 1, onRouted(): void {} } satisfies RoutingAgent;",
      ],
    ],
    ["from a file below", "a.ts", ["export { default } from './lib/a.ts';"]],
  ])("%s", async (_, name, lines) => {
    const { agents, problems } = await load({
      [name]: lines,
      "lib/a.ts": seer("A"),
      "_words.ts": "export const x = 1;",
      "a.test.ts": "throw 1;",
    });
    expect([agents.map(({ agent }) => agent.name), problems]).toEqual([["A"], []]);
  });
});

describe("a file that can't be loaded is named with line and column:", () => {
  it.each<[string, Readonly<Record<string, string | readonly string[]>>, string]>([
    [
      "JavaScript that does not parse",
      { "a.js": ["const a = 1;", "  const b = ;"] },
      "a.js:2:13: SyntaxError: Unexpected token ';'",
    ],
    [
      "the same in a file it imports",
      { "a.js": "import './lib/b.js';", "lib/b.js": ["", "}"] },
      "lib/b.js:2:1: SyntaxError: Unexpected token '}'",
    ],
    [
      "TypeScript that does not parse",
      { "a.ts": ["const a: number = 1;", "export default { a: };"] },
      "a.ts:2:21: SyntaxError: Expression expected",
    ],
    [
      "a name that nobody exports",
      { "a.ts": ["", "import { b } from './_b.ts';"], "_b.ts": "export {};" },
      "a.ts:2:10: SyntaxError: The requested module './_b.ts' does not provide an export named 'b'",
    ],
    [
      "what it throws when imported",
      { "a.ts": ["import './_b.ts';"], "_b.ts": ["", "  null.x;"] },
      "_b.ts:2:8: TypeError: Cannot read properties of null (reading 'x')",
    ],
    [
      "what its function throws",
      { "a.ts": ["export default function make() {", "  throw new RangeError('no list');", "}"] },
      "a.ts:2:9: RangeError: no list",
    ],
  ])("%s", async (_, files, problem) => {
    expect(await problemsOf(files)).toEqual([problem]);
  });

  it("TypeScript that leaves more than types, and what to write instead", async () => {
    const [problem] = await problemsOf({ "a.ts": ["", "enum Colour { Red }"] });
    expect(problem).toMatch(/^a\.ts:2:1: TypeScript enum is not supported.*plain JavaScript in their place$/);
  });

  it("CommonJS, and what it is called instead", async () => {
    const [problem] = await problemsOf({ "a.js": ["", "module.exports = { name: 'A', priority: 1, onRouted() {} };"] });
    expect(problem).toBe(
      "a.js:2:1: module is not defined: agents are ES modules, with import and export; a file in CommonJS is named .cjs",
    );
  });

  it("an import of a file that isn't there", async () => {
    const [problem] = await problemsOf({
      "a.ts": ["const a = 1;", 'import { b } from "./words";'],
      "words.ts": seer("B"),
    });
    expect(problem).toMatch(
      /^a\.ts:2:19: cannot find .*words; an import names the file with its ending, such as "\.\/words\.ts"$/,
    );
  });
});

describe("what is exported but is no agent is told at the line that says so:", () => {
  const agent = (...members: string[]) => ["export default {", ...members.map((member) => `  ${member},`), "};"];
  it.each<[string, readonly string[], string]>([
    ["no default export", ["export const agent = 1;"], "1:1: has no default export; export the agent by default"],
    ["something else", ["", "export default 42;"], "2:1: this is no agent but a number; export the agent by default"],
    [
      "no name",
      agent("priority: 1", "onRouted() {}"),
      '1:1: the agent has no name; give it one such as "External tag"',
    ],
    ["an empty name", agent("priority: 1", 'name: " "', "onRouted() {}"), "3:3: name must be text such as"],
    [
      "a name of a built-in agent",
      agent('name: "transport rule agent"', "priority: 1", "onRouted() {}"),
      '2:3: "transport rule agent" is the name of a built-in agent already',
    ],
    [
      "a priority in quotes",
      agent('name: "A"', 'priority: "9"', "onRouted() {}"),
      "3:3: priority must be a number above 0",
    ],
    [
      "a priority before the header firewall",
      agent('name: "A"', "priority: 0", "onRouted() {}"),
      "3:3: priority must be a number above 0",
    ],
    [
      "a stage that is none",
      agent('name: "A"', "priority: 1", "onResolvd() {}"),
      "4:3: there is no stage `onResolvd`; did you mean `onResolved`?",
    ],
    [
      "a stage in other letters",
      agent('name: "A"', "priority: 1", "onrouted() {}"),
      "4:3: there is no stage `onrouted`; did you mean `onRouted`?",
    ],
    [
      "a stage that can't be called",
      agent('name: "A"', "priority: 1", "onRouted: true"),
      "4:3: onRouted must be a function, not true",
    ],
    [
      "no stage at all",
      agent('name: "A"', "priority: 1"),
      "1:1: the agent has no stage, so it would never run; it needs one or more of onEndOfData, onSubmitted,",
    ],
  ])("%s", async (_, lines, problem) => {
    const [first, ...others] = await problemsOf({ "a.ts": lines });
    expect(first?.slice(0, problem.length + 5)).toBe(`a.ts:${problem}`);
    expect(others).toEqual([]);
  });
});

it("all problems of all files are told at once, and the same one only once", async () => {
  const problems = await problemsOf({
    "a.ts": "import './_shared.ts';",
    "b.ts": "import './_shared.ts';",
    "_shared.ts": "throw new Error('shared');",
    "c.js": "}",
    "d.js": "export default { name: '', priority: 0 };",
    "e.js": seer("Twin"),
    "f.js": seer("twin"),
  });
  expect(problems.map((text) => text.split(":", 1)[0])).toEqual(["_shared.ts", "c.js", "d.js", "d.js", "d.js", "f.js"]);
  expect(problems.at(-1)).toContain('"twin" is the name of e.js already');
});

it("a folder that is a file is a problem, one that is not there is empty", async () => {
  const folder = agentsFolder({ "a.js": seer("A") });
  const options = { reserved: [], services: () => Object.create(null) };
  const file = await loadFolder({ folder: `${folder.path}/a.js`, ...options });
  expect(file.problems.map(({ message }) => message)).toEqual(["agents.folder must name a folder, this is a file"]);
  expect(await loadFolder({ folder: `${folder.path}/none`, ...options })).toMatchObject({ agents: [], problems: [] });
});
