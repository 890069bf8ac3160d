// Runs agents in order of priority and contains their defects: a throwing agent defers the message and is named.
import type {
  InitializedMessage,
  ReceiveContext,
  RoutingAgent,
  SmtpReceiveAgent,
  StoreDriverAgent,
} from "../agent-api/agents.ts";
import type { MailItem } from "../agent-api/mail-item.ts";
import type { Organization } from "../organization/organization.ts";
import type { Log } from "../runtime/log.ts";
import { reply, type SmtpReply } from "../smtp/reply.ts";
import { AgentGivenUp, AgentWaits } from "./agent-waits.ts";
import type { CategorizerRun } from "./categorizer/categorizer-run.ts";

export interface Agents {
  readonly smtpReceive: readonly SmtpReceiveAgent[];
  readonly routing: readonly RoutingAgent[];
  readonly storeDriver: readonly StoreDriverAgent[];
}

export type RoutingEvent = "onSubmitted" | "onResolved" | "onRouted" | "onCategorized";

/** A defect is tried again after this time, milliseconds: a reload or restart may have mended it. */
const RETRY_AFTER_DEFECT_MS = 5 * 60_000;
const TIMEOUT_MS = 60_000;

export const AGENT_FAILED = reply(451, "4.3.0", "Temporary server error; an agent failed, please try again later");

/** The agents in force. A message keeps the set that was current when its stage began, whatever replaces it. */
export class AgentRuntime {
  readonly #log: Log;
  readonly #waits: AgentWaits;
  #current: AgentSet;

  /** @param timeoutMs what one agent may take for one message, real milliseconds. */
  constructor(agents: Agents, log: Log, timeoutMs = TIMEOUT_MS) {
    this.#log = log;
    this.#waits = new AgentWaits(timeoutMs);
    this.#current = new AgentSet(agents, log, this.#waits);
  }

  get current(): AgentSet {
    return this.#current;
  }

  replace(agents: Agents): void {
    this.#current = new AgentSet(agents, this.#log, this.#waits);
  }

  /** An agent that has not returned after this long no longer holds up the stop; real milliseconds. */
  stopWithin(graceMs: number): void {
    this.#waits.stopWithin(graceMs);
  }

  close(): void {
    this.#waits.close();
  }
}

export class AgentSet {
  readonly #log: Log;
  readonly #waits: AgentWaits;
  readonly #smtpReceive: readonly SmtpReceiveAgent[];
  readonly #routing: Readonly<Record<RoutingEvent, readonly RoutingAgent[]>>;
  readonly storeDriver: readonly StoreDriverAgent[];

  constructor(agents: Agents, log: Log, waits: AgentWaits) {
    const byPriority = <T extends { priority: number }>(list: readonly T[]) =>
      [...list].sort((a, b) => a.priority - b.priority);
    const routing = byPriority(agents.routing);
    const having = (event: RoutingEvent) => routing.filter((agent) => agent[event] !== undefined);
    this.#log = log;
    this.#waits = waits;
    this.#smtpReceive = byPriority(agents.smtpReceive);
    this.#routing = {
      onSubmitted: having("onSubmitted"),
      onResolved: having("onResolved"),
      onRouted: having("onRouted"),
      onCategorized: having("onCategorized"),
    };
    this.storeDriver = byPriority(agents.storeDriver);
  }

  /** The first refusal, or nothing. */
  async runSmtpReceive(item: MailItem, context: ReceiveContext): Promise<SmtpReply | undefined> {
    for (const agent of this.#smtpReceive) {
      try {
        const refusal = await this.#waits.settled(agent.onEndOfData(item, context));
        if (refusal) return asRefusal(refusal);
      } catch (error) {
        this.#report(agent.name, "onEndOfData", item, error);
        return AGENT_FAILED;
      }
    }
    return undefined;
  }

  /** A fork made by an agent has seen that agent and goes on with the next. */
  async runRouting(event: RoutingEvent, run: CategorizerRun): Promise<void> {
    for (const agent of this.#routing[event]) {
      if (run.deferral) return;
      const source = run.source(agent.name);
      for (const item of [...run.items]) {
        if (item.recipients.length === 0) continue;
        try {
          await this.#waits.settled(agent[event]?.(source, item));
        } catch (error) {
          this.#report(agent.name, event, item, error);
          const text = error instanceof Error ? error.message : String(error);
          const wait = error instanceof AgentGivenUp && error.atStop ? 0 : RETRY_AFTER_DEFECT_MS;
          source.defer(`failed at ${event}: ${text}`, run.now + wait);
        }
        if (run.deferral) return;
      }
    }
    run.items = run.items.filter((item) => item.recipients.length > 0);
  }

  /** Store driver agents before a delivery's transaction; `running` is told whose turn it is. */
  async runInitialized(
    message: InitializedMessage,
    context: { readonly now: number; readonly organization: Organization },
    running: (agent: string) => void,
  ): Promise<void> {
    for (const agent of this.storeDriver) {
      if (!agent.onInitialized) continue;
      running(agent.name);
      await this.#waits.settled(agent.onInitialized(message, context));
    }
  }

  #report(agent: string, event: string, item: MailItem, error: unknown): void {
    this.#log.error({ agent, event, message: item.networkMessageId, err: error }, "agent failed");
  }
}

/** What no client could read as a refusal is a defect of the agent: a 250 would promise what nobody stored. */
function asRefusal(refusal: SmtpReply): SmtpReply {
  const { code, enhanced, text } = refusal;
  const isRefusal = Number.isInteger(code) && code >= 400 && code <= 599;
  if (isRefusal && typeof text === "string" && typeof enhanced === "string") return refusal;
  throw new TypeError(
    `must return nothing or a refusal such as { code: 550, enhanced: "5.7.1", text: "…" }, not ${JSON.stringify(refusal)}`,
  );
}
