// The agents of one sandbox: built in, given by the program that starts it, and those of the user's folder.
import { type BuiltInAgentsOptions, namesOf, together, withBuiltInAgents } from "./agents/built-in.ts";
import { byKind } from "./agents/own/check-agent.ts";
import { type OwnAgents, type OwnAgentsOptions, openOwnAgents } from "./agents/own/own-agents.ts";
import type { Configuration } from "./organization/configuration.ts";
import type { Log } from "./runtime/log.ts";
import { AgentRuntime, type Agents } from "./transport/agent-runtime.ts";

export interface StartAgentsOptions {
  readonly given: Partial<Agents>;
  readonly builtIn: BuiltInAgentsOptions;
  readonly configuration: Configuration;
  readonly services: OwnAgentsOptions["services"];
  readonly log: Log;
}

/** The user's are swapped between messages when their files change. */
export async function startAgents({ given, builtIn, configuration, services, log }: StartAgentsOptions) {
  const { folder, timeoutMs } = configuration.agents;
  const fixed = withBuiltInAgents(given, builtIn);
  const agents = new AgentRuntime(fixed, log, timeoutMs);
  if (folder === undefined) return { agents, ownAgents: undefined };
  const ownAgents: OwnAgents = await openOwnAgents({ folder, reserved: namesOf(fixed), services, log });
  ownAgents.start((own) => agents.replace(together(fixed, byKind(own))));
  return { agents, ownAgents };
}
