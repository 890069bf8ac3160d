// An explanation as it is asked for: of a message that is given or that was received, at any time, of all rules or one.

import type { ConfigurationStore } from "../../organization/configuration-store.ts";
import { didYouMean } from "../../organization/nearest.ts";
import type { Organization } from "../../organization/organization.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Journeys } from "../journeys.ts";
import { explainMessage } from "./explain-message.ts";
import type { MessageExplanation } from "./explanation.ts";
import { type FirstReceipt, firstReceipt, type ReceiptServices } from "./first-receipt.ts";
import { ExplainError, type MessageToExplain } from "./received-message.ts";

export interface ExplainRequest extends Partial<MessageToExplain> {
  /** Instead of `bytes`: network message id of any pass, or Message-ID. Sender and recipients are those it came with. */
  readonly journey?: string;
  /** Milliseconds UTC; unless given: when the journey's message was received, else now. */
  readonly at?: number;
  /** Only this rule is told of; all are run. */
  readonly rule?: string;
}

export interface ExplainServices {
  readonly configurations: Pick<ConfigurationStore, "at">;
  readonly clock: Pick<Clock, "now">;
  /** What is known of messages that were received; absent: nothing is. */
  readonly received?: Omit<ReceiptServices, "organization"> & { readonly journeys: Pick<Journeys, "find"> };
}

/** @throws ExplainError */
export async function explain(request: ExplainRequest, services: ExplainServices): Promise<MessageExplanation> {
  const { journey, rule, at: _, bytes, ...envelope } = request;
  const received = journey === undefined ? undefined : await receiptOf(journey, services);
  const whole = bytes ?? received?.bytes;
  if (!whole)
    throw new ExplainError("There is nothing to explain: give a message, or the id of one that was received.");
  const at = request.at ?? received?.at ?? services.clock.now();
  const organization = services.configurations.at(at);
  const name = rule === undefined ? undefined : ruleNamed(rule, organization);
  const explanation = await explainMessage({ ...received, ...envelope, bytes: whole }, { organization, at });
  return name === undefined ? explanation : only(name, explanation);
}

async function receiptOf(id: string, services: ExplainServices): Promise<FirstReceipt> {
  const journey = await services.received?.journeys.find(id);
  if (!services.received || !journey)
    throw new ExplainError(`No message is known under ${id}: name a network message id or a Message-ID.`, "notFound");
  return firstReceipt(journey, {
    ...services.received,
    organization: services.configurations.at(services.clock.now()),
  });
}

/** In any case, as cmdlets find it. */
function ruleNamed(given: string, { transportRules }: Organization): string {
  const names = transportRules.map(({ name }) => name);
  const found = names.find((name) => name.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  const instead = didYouMean(given, names) || `; there ${names.length === 0 ? "is none" : `are ${names.join(", ")}`}.`;
  throw new ExplainError(`No mail-flow rule is named "${given}" at that time${instead}`, "notFound");
}

function only(name: string, explanation: MessageExplanation): MessageExplanation {
  const outcomes = explanation.outcomes.map((outcome) => ({
    ...outcome,
    rules: outcome.rules.filter(({ rule }) => rule === name),
  }));
  return { ...explanation, outcomes };
}
