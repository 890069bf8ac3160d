// Whether what a file exports is an agent: name, priority, and stages that exist.
import type { Agent } from "../../agent-api/agents.ts";
import { didYouMean, nearest } from "../../organization/nearest.ts";
import type { Agents } from "../../transport/agent-runtime.ts";
import { literal } from "./place-of-error.ts";

/** What is wrong, and the text by which its place in the file is found; absent: the export itself. */
export interface Flaw {
  readonly message: string;
  readonly at?: RegExp;
}

const SMTP_RECEIVE = ["onEndOfData"] as const;
const ROUTING = ["onSubmitted", "onResolved", "onRouted", "onCategorized"] as const;
const STORE_DRIVER = ["onInitialized", "onPromoted", "onCreated"] as const;
const STAGES: readonly string[] = [...SMTP_RECEIVE, ...ROUTING, ...STORE_DRIVER];

/** Where an agent's name stands. */
export const NAMED = /\bname\s*[:=]/;

/** The order in which agents run is theirs alone that come with the sandbox: none may come before the header firewall. */
const MOST = 1_000_000;

export const FORMS =
  "export the agent by default: an object, its class, or a function that makes it; the name of a file that only helps begins with _ or stands in a folder below";

export function flawsOf(value: unknown): Flaw[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ message: `this is no agent but ${kindOf(value)}; ${FORMS}` }];
  }
  const agent = value as Record<string, unknown>;
  return [...nameFlaws(agent.name), ...priorityFlaws(agent.priority), ...stageFlaws(agent)];
}

/** Each agent at every kind of stage that it has. */
export function byKind(agents: readonly Agent[]): Agents {
  const having = <T extends Agent>(stages: readonly string[]) =>
    agents.filter((agent): agent is T => stages.some((stage) => (agent as unknown as Record<string, unknown>)[stage]));
  return { smtpReceive: having(SMTP_RECEIVE), routing: having(ROUTING), storeDriver: having(STORE_DRIVER) };
}

function nameFlaws(name: unknown): Flaw[] {
  const at = NAMED;
  const sample = 'such as "External tag": log and trace name the agent by it';
  if (name === undefined) return [{ message: `the agent has no name; give it one ${sample}` }];
  if (typeof name !== "string" || name.trim() === "") return [{ message: `name must be text ${sample}`, at }];
  if (name.length > 64 || /[\x00-\x1f\x7f]/.test(name)) {
    return [{ message: "name must be at most 64 characters on one line", at }];
  }
  return [];
}

function priorityFlaws(priority: unknown): Flaw[] {
  const scale = `a number above 0, up to ${MOST}: lower ones run first, recall has 10, the transport rules 20`;
  if (priority === undefined) return [{ message: `the agent has no priority; give it ${scale}` }];
  if (typeof priority === "number" && priority > 0 && priority <= MOST) return [];
  return [{ message: `priority must be ${scale}; not ${show(priority)}`, at: /\bpriority\s*[:=]/ }];
}

function stageFlaws(agent: object): Flaw[] {
  const flaws: Flaw[] = [];
  const names = membersOf(agent);
  for (const name of names) {
    const at = new RegExp(`\\b${literal(name)}\\s*[(:=,]`);
    if (STAGES.includes(name)) {
      const value = (agent as Record<string, unknown>)[name];
      if (typeof value !== "function") flaws.push({ message: `${name} must be a function, not ${show(value)}`, at });
    } else if (/^on[A-Z]/.test(name) || nearest(name, STAGES)?.toLowerCase() === name.toLowerCase()) {
      const hint = didYouMean(name, STAGES) || `; the stages are ${STAGES.join(", ")}`;
      flaws.push({ message: `there is no stage \`${name}\`${hint}`, at });
    }
  }
  if (flaws.length > 0 || names.some((name) => STAGES.includes(name))) return flaws;
  return [{ message: `the agent has no stage, so it would never run; it needs one or more of ${STAGES.join(", ")}` }];
}

/** Own names and those of its classes. */
function membersOf(agent: object): string[] {
  const names = new Set<string>();
  for (let one: object | null = agent; one && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const name of Object.getOwnPropertyNames(one)) names.add(name);
  }
  return [...names];
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return value instanceof Promise ? "a promise" : `a ${typeof value}`;
}

const show = (value: unknown): string => (typeof value === "string" ? `"${value}"` : String(value));
