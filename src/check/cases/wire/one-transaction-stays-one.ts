import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";

export const oneTransactionStaysOne: Case = {
  id: "WIRE-27",
  title: "One transaction for several recipients",
  requirement: {
    text: "A relay may split a message by recipient; the tenant then sees several.",
    source: "RFC 5321 §4.5.4.1",
  },
  level: "info",
  sends: "A message to three recipients.",
  judges: "It comes back in one transaction.",
  recipients: 3,
  async run(lab: Lab) {
    const to = ["1", "2", "3"].map((name) => lab.recipient(name));
    const sent = await lab.send({ subject: "To three", text: "To the three of you.", to });
    for (const address of to) await lab.delivered(sent, address);
    const { returned } = await lab.seen(sent);
    lab.expect(returned.length === 1, `A message to three recipients came back in ${returned.length} transactions.`);
  },
};
