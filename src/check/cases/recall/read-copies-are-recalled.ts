import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving } from "../recalling.ts";

export const readCopiesAreRecalled: Case = {
  id: "RECALL-09",
  title: "Recall of a message that was read",
  requirement: {
    text: "A copy that was read is recalled, and the report says that it had been read.",
    source: "docs/recall.md R14, R21",
  },
  level: "must",
  sends: "A message that its recipient reads, then its recall.",
  judges: "The copy is gone, and the report page says that it was recalled but read.",
  async run(lab: Lab) {
    const recipient = lab.recipient();
    const sent = await sendArriving(lab, {});
    await lab.read(sent, recipient);
    const outcome = await (await lab.recall(sent)).outcome(recipient);
    expectRight(lab, outcome, "The message that was read");
    lab.expect(
      outcome.status === "recalledRead",
      `The message was read and recalled, but the report says "${outcome.status}".`,
    );
  },
};
