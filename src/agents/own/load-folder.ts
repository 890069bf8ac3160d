// The agents of a folder: every file that exports one is imported, made and checked, and all problems are told at once.
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { readdir, readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Agent, AgentExport, AgentServices } from "../../agent-api/agents.ts";
import type { ConfigurationProblem } from "../../organization/problems.ts";
import { type Flaw, FORMS, flawsOf, NAMED } from "./check-agent.ts";
import { type Generation, newGeneration } from "./generation.ts";
import { placeOfError, placeOfText, sourceOf } from "./place-of-error.ts";

/** Importing and making an agent may take this long, real milliseconds. */
const LOAD_MS = 10_000;
const MAX_AGENTS = 200;
const DEFAULT_EXPORT = /^[ \t]*export\s+default\b|\bas\s+default\b/m;

export interface LoadedAgent {
  readonly agent: Agent;
  readonly file: string;
  /** Changes with the file and with everything that it imports. */
  readonly digest: string;
}

export interface LoadedFolder {
  /** By file name. */
  readonly agents: readonly LoadedAgent[];
  /** All that was read, absolute real paths. */
  readonly files: ReadonlySet<string>;
  readonly problems: readonly ConfigurationProblem[];
}

export interface LoadOptions {
  /** A folder that isn't there has no agents. */
  readonly folder: string;
  /** Names that are taken: those of the built-in agents. */
  readonly reserved: readonly string[];
  readonly services: (file: string) => AgentServices;
}

export async function loadFolder({ folder, reserved, services }: LoadOptions): Promise<LoadedFolder> {
  const { files, problem } = await agentFiles(folder);
  if (problem) return { agents: [], files: new Set(), problems: [problem] };
  const generation = files.length > 0 ? newGeneration() : undefined;
  const agents: LoadedAgent[] = [];
  const read = new Set<string>();
  const problems: ConfigurationProblem[] = [];
  for (const file of files) {
    const loaded = await loadAgent(file, generation as Generation, services(file));
    for (const one of generation?.filesOf(file) ?? []) read.add(one);
    if ("problems" in loaded) problems.push(...loaded.problems);
    else agents.push(loaded);
  }
  problems.push(...nameClashes(agents, reserved));
  return { agents, files: read, problems: withoutRepeats(problems) };
}

/** Files of the folder itself whose names promise an agent, in order. Throws nothing that a person could cause. */
async function agentFiles(folder: string): Promise<{ files: readonly string[]; problem?: ConfigurationProblem }> {
  const stopped = (message: string) => ({ files: [], problem: { file: folder, path: "", message } });
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    return stopped("agents.folder must name a folder, this is a file");
  }
  try {
    const names = (await readdir(folder)).filter(isAgentFile).sort();
    if (names.length > MAX_AGENTS)
      return stopped(`holds ${names.length} agents; more than ${MAX_AGENTS} look like a mistake`);
    const root = await realpath(folder);
    return { files: await Promise.all(names.map((name) => realpath(join(root, name)))) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { files: [] } : stopped(`can't be read: ${message}`);
  }
}

/** Not those that only help (_words.ts), tests and declarations. */
export function isAgentFile(name: string): boolean {
  return /^[^_.].*\.m?[jt]s$/.test(name) && !/\.(?:d|test|spec)\.m?[jt]s$/.test(name);
}

async function loadAgent(
  file: string,
  generation: Generation,
  services: AgentServices,
): Promise<LoadedAgent | { readonly problems: readonly ConfigurationProblem[] }> {
  try {
    const module = await inTime(generation.import(file));
    if (!("default" in module)) return { problems: [flawAt(file, { message: `has no default export; ${FORMS}` })] };
    const agent = await inTime(make(module.default as AgentExport, services));
    const flaws = flawsOf(agent);
    if (flaws.length > 0) return { problems: flaws.map((flaw) => flawAt(file, flaw)) };
    return { agent: agent as Agent, file, digest: await digestOf([...generation.filesOf(file)]) };
  } catch (error) {
    const place = await placeOfError(error, [...generation.filesOf(file)]);
    return { problems: [{ ...place, path: "", message: describe(error) }] };
  }
}

async function make(exported: AgentExport, services: AgentServices): Promise<unknown> {
  if (typeof exported !== "function") return exported;
  if (/^class\b/.test(Function.prototype.toString.call(exported))) {
    return new (exported as new (services: AgentServices) => Agent)(services);
  }
  return (exported as (services: AgentServices) => Agent | Promise<Agent>)(services);
}

function flawAt(file: string, { at, message }: Flaw): ConfigurationProblem {
  const source = sourceOf(file);
  const place = (at && placeOfText(source, at)) ?? placeOfText(source, DEFAULT_EXPORT) ?? { file, line: 1, column: 1 };
  return { ...place, path: "", message };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error)} instead of an error`;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") {
    return `${error.message}: types are only erased here, so enum, namespace, parameter properties and \`import =\` need plain JavaScript in their place`;
  }
  if (code === "ERR_UNKNOWN_FILE_EXTENSION" || code === "ERR_NO_TYPESCRIPT") {
    return `${error.message}: TypeScript needs Node 22.18 or newer, this is ${process.versions.node}`;
  }
  if (code === "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING") {
    return "Node runs no TypeScript inside node_modules: copy the agents folder elsewhere, or write it in JavaScript";
  }
  if (error instanceof ReferenceError && / is not defined in ES module scope/.test(error.message)) {
    return `${error.message.split(/ in ES module scope/)[0]}: agents are ES modules, with import and export; a file in CommonJS is named .cjs`;
  }
  if (code === "ERR_MODULE_NOT_FOUND") {
    const [, missing = ""] = /^Cannot find \w+ '(.+)' imported from /.exec(error.message) ?? [];
    return `cannot find ${missing}; an import names the file with its ending, such as "./words.ts"`;
  }
  return error instanceof LateError ? error.message : `${error.name}: ${error.message.split("\n", 1)[0]}`;
}

/** A name stands in log and trace, and must tell one agent from all others. */
function nameClashes(agents: readonly LoadedAgent[], reserved: readonly string[]): ConfigurationProblem[] {
  const taken = new Map(reserved.map((name) => [name.toLowerCase(), "a built-in agent"]));
  return agents.flatMap(({ agent: { name }, file }) => {
    const by = taken.get(name.toLowerCase());
    taken.set(name.toLowerCase(), by ?? basename(file));
    return by === undefined ? [] : [flawAt(file, { message: `"${name}" is the name of ${by} already`, at: NAMED })];
  });
}

/** A flaw in what two agents import is told once. */
function withoutRepeats(problems: readonly ConfigurationProblem[]): ConfigurationProblem[] {
  const key = ({ file, line, column, message }: ConfigurationProblem) => `${file}:${line}:${column} ${message}`;
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}

async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(await readFile(file).catch(() => ""));
  return hash.digest("hex");
}

class LateError extends Error {}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const text = `was not ready after ${LOAD_MS / 1000} seconds; what it awaits never came`;
    timer = setTimeout(() => reject(new LateError(text)), LOAD_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
