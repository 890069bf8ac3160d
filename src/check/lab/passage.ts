// What left and what came back of one message, as a case looks at it.
import { compareMessages } from "../../journey/compare/compare.ts";
import type { Comparison, DeclaredEdits } from "../../journey/compare/comparison.ts";
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import type { Captured } from "../examiner/captured.ts";
import type { TracedMail } from "../examiner/traced-mail.ts";
import { CaseFailure } from "./failure.ts";
import type { CapturedLeg, Passage, Sent } from "./lab.ts";

export interface PassageFacts {
  /** Host name in the Received fields of the tenant: a returning message with more of them has been round before. */
  readonly tenantName: string;
  readonly edits: DeclaredEdits | undefined;
  /** Why nothing came back, as far as is known. */
  readonly missing: string;
}

export function passageOf(mail: TracedMail, sent: Sent, facts: PassageFacts): Passage {
  const [left] = mail.left;
  const laps = mail.returned.filter((leg) => left && lapsOf(leg, facts) > lapsOf(left, facts));
  const returned = mail.returned.filter((leg) => !laps.includes(leg));
  const first = (): CapturedLeg => {
    const [leg] = returned;
    if (leg) return leg;
    throw new CaseFailure(facts.missing);
  };
  let compared: Promise<Comparison> | undefined;
  return {
    sent,
    ...(left && { left }),
    returned,
    laps,
    ...(facts.edits && { edits: facts.edits }),
    get first() {
      return first();
    },
    compare() {
      const back = first();
      if (!left) throw new CaseFailure(`${sent.what} came back but never left`);
      const comparison = compared ?? compareMessages(left.bytes, back.bytes, facts.edits ? { edits: facts.edits } : {});
      compared = comparison;
      return comparison;
    },
  };
}

/** How often the tenant has had it. */
function lapsOf(leg: Pick<Captured, "bytes">, { tenantName }: PassageFacts): number {
  const headers = HeaderBlock.parse(splitMessage(leg.bytes).headers);
  return headers.all("Received").filter((value) => value.includes(`by ${tenantName}`)).length;
}
