import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving } from "../recalling.ts";

export const recallsSideBySideAreRight: Case = {
  id: "ORDER-07",
  title: "Two recalls at the same time",
  requirement: { text: "Each request takes back its own original.", source: "docs/recall.md R10" },
  level: "should",
  sends: "Two messages to one mailbox, and both recalls at once.",
  judges: "Both originals are recalled, and both reports say so.",
  async run(lab: Lab) {
    const to = lab.recipient();
    const mails = ["The first.\r\n", "The second.\r\n"];
    const sent = await Promise.all(mails.map((text) => sendArriving(lab, { to: [to], text })));
    const trials = await Promise.all(sent.map((one) => lab.recall(one)));
    const outcomes = await Promise.all(trials.map((trial) => trial.outcome(to)));
    for (const [index, outcome] of outcomes.entries()) expectRight(lab, outcome, `Message ${index + 1} of two`);
  },
};
