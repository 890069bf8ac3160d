// An explanation by the rules of a configuration file, without a sandbox.
import type { MessageExplanation } from "../../journey/explain-message/explanation.ts";
import type { MessageToExplain } from "../../journey/explain-message/received-message.ts";
import { loadConfiguration } from "../../organization/load.ts";
import { CommandError, EXIT } from "../terminal.ts";

export interface OfflineOptions {
  readonly config: string;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly rule: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export async function explainOffline(
  message: MessageToExplain,
  { config, at, rule, env }: OfflineOptions,
): Promise<MessageExplanation> {
  const { organization } = loadConfiguration(config, env);
  // Loaded here: it brings the transport with it, which no other verb of this kind needs.
  const { explain } = await import("../../journey/explain-message/explain.ts");
  const services = { configurations: { at: () => organization }, clock: { now: () => at } };
  return explain({ ...message, at, ...(rule !== undefined && { rule }) }, services).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "ExplainError")) throw error;
    throw new CommandError(error.message, EXIT.failed);
  });
}
