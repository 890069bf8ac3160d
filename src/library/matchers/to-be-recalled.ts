// expect(message).toBeRecalled(from?): the report says so, read or not, over all recalls of the message together.
import type { RecipientView } from "../../agents/recall/recall-view.ts";
import { isSuccess } from "../../agents/recall/status.ts";
import type { Journey } from "../../journey/journey.ts";
import type { Sandbox } from "../api.ts";
import { hintAtClock } from "../words.ts";
import { decide, type Judgement, type MatcherOptions, type MatcherResult } from "./judge.ts";
import { type Addresses, named, primaryOf, split } from "./recipients.ts";

export function toBeRecalled(
  received: unknown,
  isNot: boolean,
  from?: Addresses | MatcherOptions,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  const [wanted, given] = split(from, options);
  return decide(received, isNot, given, `to be recalled${named("from", wanted)}`, (journey, sandbox) =>
    judge(journey, sandbox, wanted, isNot),
  );
}

/** Not recalled is: from none of those that are named. */
function judge(journey: Journey, sandbox: Sandbox, wanted: readonly string[], isNot: boolean): Judgement {
  if (journey.recalls.length === 0) return { pass: false, found: `${isNot ? "and" : "but"} nobody asked for a recall` };
  const outcomes = bestOf(journey);
  if (outcomes.size === 0) return { pass: false, found: "but the recall has no recipients yet" };
  const missing = wanted.filter((address) => !outcomes.has(primaryOf(sandbox, address)));
  if (missing.length > 0 && !isNot)
    return {
      pass: false,
      found: `but the recall is not about ${missing.join(", ")}: ${describe([...outcomes.values()])}`,
    };
  const about = [...outcomes.values()].filter(
    ({ address }) => wanted.length === 0 || wanted.some((one) => primaryOf(sandbox, one) === address),
  );
  const recalled = about.filter(({ status }) => isSuccess(status));
  const others = about.filter(({ status }) => !isSuccess(status));
  if (isNot)
    return recalled.length > 0
      ? { pass: true, found: `but ${describe(recalled)}` }
      : { pass: false, found: `and ${describe(others)}` };
  return others.length === 0
    ? { pass: true, found: `and ${describe(recalled)}` }
    : { pass: false, found: `but ${describe(others)}.${hintAtClock(sandbox, journey)}` };
}

/** A success of any recall stands; else the newest word. */
function bestOf({ recalls }: Journey): Map<string, RecipientView> {
  const best = new Map<string, RecipientView>();
  for (const recipient of recalls.flatMap(({ recipients }) => recipients)) {
    const before = best.get(recipient.address);
    if (!before || !isSuccess(before.status)) best.set(recipient.address, recipient);
  }
  return best;
}

/** Recipients that a failure names. */
const NAMED = 20;

function describe(recipients: readonly RecipientView[]): string {
  const named = recipients
    .slice(0, NAMED)
    .map(({ address, status, trueReason, trueReasonText }) =>
      trueReason === null ? `${address}: ${status}` : `${address}: ${status}, ${trueReason} (${trueReasonText})`,
    );
  const more = recipients.length - named.length;
  return (more > 0 ? [...named, `and ${more} more`] : named).join("; ");
}
