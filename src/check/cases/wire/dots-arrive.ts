import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { holds, message, short } from "./support.ts";

export const dotsArrive: Case = {
  id: "WIRE-01",
  title: "Lines that begin with dots",
  requirement: {
    text: "A line that begins with a dot is stuffed on the wire and arrives as it was written.",
    source: "RFC 5321 §4.5.2",
  },
  level: "must",
  sends: "A text with lines of one, two and many dots, and one line that is a single dot.",
  judges: "Those lines stand in what comes back, with as many dots.",
  async run(lab: Lab) {
    const dotted = [".", "..", "...", ".hidden", "..twice", `.${".".repeat(70)}`, ". a blank"];
    const sent = await lab.send({ raw: message(lab, ["Before", ...dotted, "After"]) });
    const { first } = await lab.returned(sent);
    for (const line of dotted)
      lab.expect(
        await holds(first, `\n${line}\n`),
        `The line ${short(line)} did not come back as it left: dots at the beginning of lines are lost or doubled.`,
      );
  },
};
