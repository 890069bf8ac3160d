// expect(message).toHaveVerdict("intact"): what became of the message as a whole.
import type { Verdict } from "../../journey/journey.ts";
import { describeRecipients, hintAtClock } from "../words.ts";
import { decide, type MatcherOptions, type MatcherResult } from "./judge.ts";

export function toHaveVerdict(
  received: unknown,
  isNot: boolean,
  verdict: Verdict,
  options?: MatcherOptions,
): Promise<MatcherResult> {
  return decide(received, isNot, options, `to have the verdict ${verdict}`, (journey, sandbox) => ({
    pass: journey.verdict === verdict,
    found: `${isNot || journey.verdict !== verdict ? "but" : "and"} it is ${journey.verdict}: ${describeRecipients(journey.recipients)}.${hintAtClock(sandbox, journey)}`,
  }));
}
