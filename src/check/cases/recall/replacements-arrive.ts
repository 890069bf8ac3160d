import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectArrival, expectRight, sendArriving } from "../recalling.ts";

const SUBJECT = "Price list";

export const replacementsArrive: Case = {
  id: "RECALL-18",
  title: "Recall and replace",
  requirement: {
    text: "The original is recalled, and what replaces it is ordinary mail.",
    source: "docs/recall.md R5",
  },
  level: "must",
  sends: "A message, its recall, and at the same time a new message with the same subject.",
  judges: "The first is gone and reported so; the new one is in the mailbox and stays.",
  async run(lab: Lab) {
    const recipient = lab.recipient();
    const sent = await sendArriving(lab, { subject: SUBJECT, text: "One piece: 10 €\r\n" });
    const trial = await lab.recall(sent);
    const replacement = await lab.send({ subject: SUBJECT, text: "One piece: 12 €\r\n" });
    expectRight(lab, await trial.outcome(recipient));
    await expectArrival(lab, replacement, [recipient]);
    lab.expect(
      await lab.has(replacement, recipient),
      "The message that replaces the original was recalled with it: the recipient has neither.",
    );
  },
};
