import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving } from "../recalling.ts";

const MAIL = { subject: "Minutes", text: "See you on Monday.\r\n" } as const;

export const otherMailStays: Case = {
  id: "RECALL-19",
  title: "Nobody else's mail is recalled",
  requirement: {
    text: "A recall removes the copies of its original, and nothing that only looks like it.",
    source: "docs/recall.md R10, R12",
  },
  level: "must",
  sends: "Two messages with the same subject and text to one mailbox, then the recall of the first.",
  judges: "The first is gone and reported so; the second arrived and stays.",
  async run(lab: Lab) {
    const recipient = lab.recipient();
    const first = await sendArriving(lab, MAIL);
    const second = await sendArriving(lab, MAIL);
    const outcome = await (await lab.recall(first)).outcome(recipient);
    lab.expect(
      await lab.has(second, recipient),
      "The recall of a message removed another one with the same subject and text: it came back under the Message-ID of the first.",
    );
    expectRight(lab, outcome);
  },
};
