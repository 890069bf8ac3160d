import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving, some } from "../recalling.ts";

const COUNT = 25;

export const manyRecipientsAreRecalled: Case = {
  id: "RECALL-10",
  title: "Recall of a message to many",
  requirement: {
    text: "A request goes to all recipients of the original, and each copy is recalled.",
    source: "docs/recall.md R4, R21",
  },
  level: "must",
  sends: `A message to ${COUNT} mailboxes in one envelope, then its recall.`,
  judges: "Each copy is gone, and each row of the report page says that it was recalled.",
  recipients: COUNT,
  async run(lab: Lab) {
    const to = Array.from({ length: COUNT }, (_, index) => lab.recipient(`recipient ${index + 1}`));
    const sent = await sendArriving(lab, { to });
    const trial = await lab.recall(sent);
    const outcomes = await Promise.all(to.map((recipient) => trial.outcome(recipient)));
    const wrong = outcomes.findIndex(({ right }) => !right);
    const others = to.filter((_, index) => outcomes[index]?.right === false);
    const bad = outcomes[wrong];
    if (bad) expectRight(lab, bad, `Of ${COUNT} copies, that of ${some(others)}`);
  },
};
