import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendAndRecall } from "../recalling.ts";

/** A top-level name that nobody can have, so that the copy stays where it is. */
const OUTSIDE = "someone@recall-check.invalid";

export const outsideRecipientsAreToldApart: Case = {
  id: "REPORT-06",
  title: "The report tells outside recipients apart",
  requirement: {
    text: "Each recipient has a row of its own: outside the organization nothing is recalled, inside it is.",
    source: "docs/recall.md R7, R21",
  },
  level: "should",
  sends: "A message to a mailbox and to an address that is nobody's, then its recall.",
  judges: "The mailbox's row says that the message was recalled, the other that it was outside.",
  async run(lab: Lab) {
    const inside = lab.recipient();
    const { trial, outcome } = await sendAndRecall(lab, "B", { to: [inside, OUTSIDE] });
    expectRight(lab, outcome, "With a recipient outside, the copy inside");
    const { status } = await trial.outcome(OUTSIDE);
    lab.expect(status === "outside", `The row of a recipient outside the organization says "${status}".`);
  },
};
