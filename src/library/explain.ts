// What the mail-flow rules would make of a message, without sending it: what POST /api/explain answers.
import { type ExplainRequest, explain } from "../journey/explain-message/explain.ts";
import type { MessageExplanation } from "../journey/explain-message/explanation.ts";
import { ExplainError } from "../journey/explain-message/received-message.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import type { ExplainOptions } from "./api.ts";
import { addresses, outgoing } from "./outgoing.ts";

/** @throws ExplainError, MailError */
export async function explainMail(on: Composed, options: ExplainOptions): Promise<MessageExplanation> {
  const { rule, sender, recipients, authAs, at } = options;
  const request: ExplainRequest = {
    ...(await subjectOf(on, options)),
    ...(rule !== undefined && { rule }),
    ...(sender !== undefined && { sender: sender === "" ? "" : (plain([sender], "sender")[0] ?? "") }),
    ...(recipients !== undefined && { recipients: plain([recipients].flat(), "recipients") }),
    ...(authAs !== undefined && { authAs }),
    ...(at !== undefined && { at: instant(at) }),
  };
  return explain(request, { configurations: on.configurations, clock: on.clock, received: on });
}

async function subjectOf(on: Composed, { message, recipients }: ExplainOptions): Promise<ExplainRequest> {
  if (typeof message === "string") return { journey: message };
  if ("journeyId" in message) return { journey: message.journeyId };
  // A whole message may leave it to the envelope who gets it.
  const to = message.raw !== undefined && recipients !== undefined ? { to: recipients } : {};
  const { bytes, from, recipients: named } = await outgoing({ ...message, ...to }, on.clock.now());
  return { bytes, sender: from, recipients: named };
}

const plain = (given: readonly string[], name: string): string[] =>
  addresses(given, name).map(({ address }) => address);

function instant(given: Date | number | string): number {
  const at = new Date(given).getTime();
  if (!Number.isNaN(at)) return at;
  throw new ExplainError(`at must be a Date, milliseconds or ISO 8601, not "${String(given)}"`);
}
