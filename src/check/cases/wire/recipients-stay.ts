import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

export const recipientsStay: Case = {
  id: "WIRE-14",
  title: "The envelope recipient",
  requirement: { text: "A relay hands each forward-path on as it is.", source: "RFC 5321 §3.6.1" },
  level: "must",
  sends: "A message.",
  judges: "It comes back to the same address.",
  async run(lab: Lab) {
    const to = lab.recipient();
    const sent = await lab.send({ raw: message(lab, ["For one pair of eyes."]) });
    const { first } = await lab.returned(sent);
    const back = first.recipients.map((address) => address.toLowerCase());
    lab.expect(
      back.length === 1 && back[0] === to.toLowerCase(),
      `Mail to ${to} came back to ${first.recipients.join(", ") || "nobody"}: it goes to other people.`,
    );
  },
};
