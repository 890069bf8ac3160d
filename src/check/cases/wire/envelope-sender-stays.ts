import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message } from "./support.ts";

export const envelopeSenderStays: Case = {
  id: "WIRE-11",
  title: "The envelope sender",
  requirement: {
    text: "A relay hands the reverse-path on: NDRs go there, and the tenant knows its own mail by it.",
    source: "RFC 5321 §3.6.1",
  },
  level: "must",
  sends: "A message.",
  judges: "It comes back from the same envelope sender.",
  async run(lab: Lab) {
    const sent = await lab.send({ raw: message(lab, ["Who sent this?"]) });
    const { first } = await lab.returned(sent);
    lab.expect(
      first.sender.toLowerCase() === lab.from.toLowerCase(),
      `Mail from <${lab.from}> came back from <${first.sender}>: NDRs go astray, and the tenant takes it for a stranger's.`,
    );
  },
};
