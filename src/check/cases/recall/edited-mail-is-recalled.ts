import type { Lab } from "../../lab/lab.ts";
import { readMail } from "../../mail/read.ts";
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
  sends: "A message in text and HTML, into which the product writes, then its recall.",
  judges: "Its text came back edited; the copy is gone, and the report page says that it was recalled.",
  async run(lab: Lab) {
    const recipient = lab.recipient();
    const sent = await sendArriving(lab, {
      text: `${TEXT}\r\n`,
      html: `<html><body><p>${TEXT}</p></body></html>`,
    });
    const { left, first } = await lab.returned(sent);
    if (left && !(await isEdited(left.bytes, first.bytes))) lab.skip("The smart host wrote nothing into the message.");
    expectRight(lab, await (await lab.recall(sent)).outcome(recipient), "The message with its signature");
  },
};

async function isEdited(left: Buffer, back: Buffer): Promise<boolean> {
  const [ours, theirs] = await Promise.all([readMail(left), readMail(back)]);
  return ours.parts.some(({ type, content }, index) => {
    return type.startsWith("text/") && theirs.parts[index]?.content.equals(content) === false;
  });
}
