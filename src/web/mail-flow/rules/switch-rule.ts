// A rule that is on goes off, and the other way round.
import { change } from "../changes.ts";
import type { Rule } from "./rule.ts";

export const switchRule = ({ Name, State }: Pick<Rule, "Name" | "State">): Promise<boolean> =>
  change(State === "Enabled" ? "Disable-TransportRule" : "Enable-TransportRule", { Identity: Name });
