// expect(message).toBeDelivered(to?): it reached the mailbox, or left for another domain.
import type { Journey, JourneyRecipient } from "../../journey/journey.ts";
import type { Sandbox } from "../api.ts";
import { describeRecipient, describeRecipients, hintAtClock } from "../words.ts";
import { decide, type Judgement, type MatcherOptions, type MatcherResult } from "./judge.ts";
import { type Addresses, named, primaryOf, split } from "./recipients.ts";

export function toBeDelivered(
  received: unknown,
  isNot: boolean,
  to?: Addresses | MatcherOptions,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const [wanted, given] = split(to, options);
  return decide(received, isNot, given, `to be delivered${named("to", wanted)}`, (journey, sandbox) =>
    judge(journey, sandbox, wanted, isNot),
  );
}

/** Not delivered is: to none of those that are named. */
function judge(journey: Journey, sandbox: Sandbox, wanted: readonly string[], isNot: boolean): Judgement {
  const { recipients } = journey;
  if (recipients.length === 0) return { pass: false, found: "but no recipient is known yet" };
  const isMember = ({ state }: JourneyRecipient) => state !== "replaced";
  const of = (address: string) => recipients.find((recipient) => recipient.address === primaryOf(sandbox, address));
  const missing = wanted.filter((address) => !of(address));
  if (missing.length > 0 && !isNot)
    return {
      pass: false,
      found: `but ${missing.join(", ")} is no recipient of it: ${describeRecipients(recipients)}`,
    };
  const about = wanted.length === 0 ? recipients.filter(isMember) : wanted.flatMap((address) => of(address) ?? []);
  const reached = about.filter((recipient) => isDelivered(recipient, recipients));
  const open = about.filter((recipient) => !reached.includes(recipient));
  if (isNot) {
    return reached.length > 0
      ? { pass: true, found: `but ${reached.map(describeRecipient).join("; ")}` }
      : { pass: false, found: `and ${open.map(describeRecipient).join("; ") || "it was not"}` };
  }
  if (about.length === 0) return { pass: false, found: `but nobody is left of ${describeRecipients(recipients)}` };
  return open.length === 0
    ? { pass: true, found: `and ${reached.map(describeRecipient).join("; ")}` }
    : { pass: false, found: `but ${open.map(describeRecipient).join("; ")}.${hintAtClock(sandbox, journey)}` };
}

function isDelivered({ state }: JourneyRecipient, all: readonly JourneyRecipient[]): boolean {
  if (state === "delivered" || state === "sent") return true;
  // A group: whoever took its place.
  return state === "replaced" && all.every((other) => other.state === "replaced" || DONE.has(other.state));
}

const DONE: ReadonlySet<string> = new Set(["delivered", "sent"]);
