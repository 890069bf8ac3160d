// Users' own agents, from the folder that the configuration names: in force from the start, loaded again when a file
// changes. A load is all or nothing: with one bad file the agents that ran before stay. docs/agents.md
import { basename, relative, sep } from "node:path";
import type { Agent, AgentServices } from "../../agent-api/agents.ts";
import { ConfigurationError, type ConfigurationProblem, formatProblem } from "../../organization/problems.ts";
import type { Log } from "../../runtime/log.ts";
import { type LoadedAgent, loadFolder } from "./load-folder.ts";
import { catchStrayErrors } from "./stray-errors.ts";
import { type Stamps, seenBetween, stampsOf, watchFiles } from "./watch-files.ts";

export interface OwnAgentsOptions {
  /** Absolute. */
  readonly folder: string;
  /** Names of the agents that run anyway. */
  readonly reserved: readonly string[];
  readonly services: Pick<AgentServices, "now" | "organization">;
  readonly log: Log;
}

/** What a load changed, by the agents' names; with problems it changed nothing. */
export interface AgentsReload {
  readonly added: readonly string[];
  readonly replaced: readonly string[];
  readonly removed: readonly string[];
  readonly problems: readonly ConfigurationProblem[];
}

export interface OwnAgents {
  readonly folder: string;
  /** Those in force, by file name. */
  list(): readonly { readonly name: string; readonly priority: number; readonly file: string }[];
  /** Loads the folder again, as a change of a file does. */
  reload(): Promise<AgentsReload>;
  /** From now on `apply` has each set of agents that is to be in force; it is called at once with the first. */
  start(apply: (agents: readonly Agent[]) => void): void;
  stop(): void;
}

/** @throws ConfigurationError with everything that is wrong with the folder's files. */
export async function openOwnAgents(options: OwnAgentsOptions): Promise<OwnAgents> {
  const own = new AgentsFolder(options);
  const { problems } = await own.load();
  if (problems.length > 0) throw new ConfigurationError(problems);
  return own;
}

class AgentsFolder implements OwnAgents {
  readonly folder: string;
  readonly #options: OwnAgentsOptions;
  #inForce: readonly LoadedAgent[] = [];
  /** What the last load read, whether it went well or not. */
  #files: ReadonlySet<string> = new Set();
  #known: Stamps = new Map();
  #apply: (agents: readonly Agent[]) => void = () => {};
  #watch: { close(): void } | undefined;
  #letStrayErrorsGo = () => {};
  #loading: Promise<unknown> = Promise.resolve();

  constructor(options: OwnAgentsOptions) {
    this.folder = options.folder;
    this.#options = options;
  }

  list() {
    return this.#inForce.map(({ agent: { name, priority }, file }) => ({ name, priority, file }));
  }

  start(apply: (agents: readonly Agent[]) => void): void {
    this.#apply = apply;
    apply(this.#inForce.map(({ agent }) => agent));
    const { log } = this.#options;
    if (this.#inForce.length === 0)
      log.warn({ folder: this.folder }, "no agents in agents.folder yet; they are loaded when they come");
    else log.info({ folder: this.folder, agents: this.list().map(({ name }) => name) }, "agents loaded");
    this.#letStrayErrorsGo = catchStrayErrors({
      found: (err, file) =>
        log.error({ agentFile: file, err }, "an agent started something that failed and that nobody awaited"),
    });
    this.#watch = watchFiles({
      look: () => stampsOf(this.folder, this.#files),
      known: () => this.#known,
      changed: async () => void (await this.reload()),
    });
  }

  stop(): void {
    this.#watch?.close();
    this.#letStrayErrorsGo();
    this.#apply = () => {};
  }

  reload(): Promise<AgentsReload> {
    const reloaded = this.#loading.then(() => this.#reload());
    this.#loading = reloaded.catch(() => undefined);
    return reloaded;
  }

  async #reload(): Promise<AgentsReload> {
    const { log } = this.#options;
    const changes = await this.load();
    const { problems, ...names } = changes;
    for (const problem of problems) log.error({ folder: this.folder }, formatProblem(problem));
    if (problems.length > 0)
      log.error({ folder: this.folder }, "agents not reloaded: those that ran before stay in force");
    else if (Object.values(names).some((list) => list.length > 0))
      log.info({ folder: this.folder, ...names }, "agents reloaded");
    return changes;
  }

  /** Puts the folder's agents in force if nothing is wrong with any. */
  async load(): Promise<AgentsReload> {
    const { folder, reserved, log, services } = this.#options;
    const before = await stampsOf(folder, this.#files);
    const loaded = await loadFolder({
      folder,
      reserved,
      services: (file) => ({ ...services, folder, log: log.child({ agentFile: basename(file) }) }),
    });
    this.#files = loaded.files;
    this.#known = seenBetween(before, await stampsOf(folder, loaded.files), loaded.files);
    const problems = loaded.problems.map((problem) => ({ ...problem, file: shown(problem.file) }));
    if (problems.length > 0) return { added: [], replaced: [], removed: [], problems };
    const changes = difference(this.#inForce, loaded.agents);
    this.#inForce = loaded.agents;
    this.#apply(loaded.agents.map(({ agent }) => agent));
    return { ...changes, problems };
  }
}

function difference(before: readonly LoadedAgent[], after: readonly LoadedAgent[]) {
  const digests = new Map(before.map(({ agent, digest }) => [agent.name, digest]));
  const names = new Set(after.map(({ agent }) => agent.name));
  return {
    added: [...names].filter((name) => !digests.has(name)),
    replaced: after
      .filter(({ agent, digest }) => (digests.get(agent.name) ?? digest) !== digest)
      .map(({ agent }) => agent.name),
    removed: [...digests.keys()].filter((name) => !names.has(name)),
  };
}

/** As a person in the working folder would name it. */
function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path === "" || path.startsWith(`..${sep}`) || path === ".." ? file : path;
}
