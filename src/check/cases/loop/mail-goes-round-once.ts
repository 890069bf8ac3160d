import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";

export const mailGoesRoundOnce: Case = {
  id: "LOOP-03",
  title: "Mail passes through the smart host once",
  requirement: {
    text: "Mail that came back is delivered, not handed over again.",
    source: "RFC 5321 §6.3",
  },
  level: "must",
  sends: "A plain message.",
  judges: "It is in the mailbox after one pass.",
  async run(lab: Lab) {
    const sent = await lab.send({});
    const arrived = await lab.delivered(sent, lab.recipient());
    const { laps } = await lab.returned(sent);
    lab.expect(
      laps.length === 0,
      `The message went round ${laps.length + 1} times${arrived ? "" : " and was given up"}: it comes back without what stops the loop.`,
    );
    lab.expect(arrived, "The message came back and was not delivered.");
  },
};
