import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";

export const mailComesBackOnce: Case = {
  id: "LOOP-04",
  title: "Mail comes back once",
  requirement: {
    text: "Who answered the end of data with 250 hands the message on once.",
    source: "RFC 5321 §6.1",
  },
  level: "should",
  sends: "A plain message to one mailbox.",
  judges: "One copy came back; a late copy, after a recall, would be a message that nobody recalled.",
  async run(lab: Lab) {
    const sent = await lab.send({});
    await lab.returned(sent);
    const { returned } = await lab.seen(sent);
    lab.expect(
      returned.length === 1,
      `The message came back ${returned.length} times: a copy that comes after a recall stays in the mailbox.`,
    );
  },
};
