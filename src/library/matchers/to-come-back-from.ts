// expect(message).toComeBackFrom(connector): what left over it is back, for every recipient.
import type { Journey, JourneyLeg } from "../../journey/journey.ts";
import type { Sandbox } from "../api.ts";
import { describeRecipients } from "../words.ts";
import { crossedOver } from "./crossings.ts";
import { decide, type Judgement, type MatcherOptions, type MatcherResult } from "./judge.ts";

export function toComeBackFrom(
  received: unknown,
  isNot: boolean,
  connector: string,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  return decide(received, isNot, options, `to come back from ${JSON.stringify(connector)}`, (journey, sandbox) =>
    judge(journey, sandbox, connector, isNot),
  );
}

/** Not back is: for none of those for whom it left. */
function judge(journey: Journey, sandbox: Sandbox, connector: string, isNot: boolean): Judgement {
  const crossings = crossedOver(journey, sandbox, connector).filter(({ left }) => left.connector !== "internet");
  if (crossings.length === 0)
    return {
      pass: false,
      found: `${isNot ? "and" : "but"} it did not leave over it; it was seen at ${journey.hops.join(", ") || "no hop"}`,
    };
  const returned = crossings.flatMap((crossing) => crossing.returned);
  const back = addressees(returned);
  const away = [...addressees(crossings.map(({ left }) => left))].filter((address) => !back.has(address));
  if (isNot)
    return returned.length > 0
      ? { pass: true, found: `but it came back on ${describe(returned)}` }
      : { pass: false, found: `and it did not: ${describeRecipients(journey.recipients)}` };
  return away.length === 0
    ? { pass: true, found: `and it came back on ${describe(returned)}` }
    : { pass: false, found: `but nothing came back for ${away.join(", ")}: ${describeRecipients(journey.recipients)}` };
}

const addressees = (legs: readonly JourneyLeg[]) =>
  new Set(legs.flatMap(({ envelope }) => envelope.to.map((address) => address.toLowerCase())));

const describe = (legs: readonly JourneyLeg[]) =>
  legs.map((leg) => `"${leg.connector}" for ${leg.envelope.to.join(", ")}`).join("; ");
