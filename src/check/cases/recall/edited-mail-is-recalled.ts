import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendArriving } from "../recalling.ts";

const TEXT = "The offer stands until Friday.";

export const editedMailIsRecalled: Case = {
  id: "RECALL-17",
  title: "Recall of a message that the smart host signed",
  requirement: {
    text: "A message with the signature that the product adds is found by its Message-ID and recalled.",
    source: "docs/recall.md R12",
  },
  level: "must",
  sends: "A message in text and HTML that the product adds its signature to, then its recall.",
  judges:
    "It came back with more text than it left with; the copy is gone, and the report page says that it was recalled.",
  async run(lab: Lab) {
    const recipient = lab.recipient();
    const sent = await sendArriving(lab, {
      text: `${TEXT}\r\n`,
      html: `<html><body><p>${TEXT}</p></body></html>`,
    });
    const { inserted } = await (await lab.returned(sent)).compare();
    if (inserted.length === 0) lab.skip("The smart host wrote nothing into the message.");
    expectRight(lab, await (await lab.recall(sent)).outcome(recipient), "The message with its signature");
  },
};
