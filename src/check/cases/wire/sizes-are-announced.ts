import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";

export const sizesAreAnnounced: Case = {
  id: "WIRE-07",
  title: "SIZE",
  requirement: {
    text: "Who offers SIZE answers a message that is announced as too large before it is sent.",
    source: "RFC 1870 §6.1",
  },
  level: "info",
  sends: "MAIL FROM with SIZE=9999999999.",
  judges: "It is refused with 552, or no limit is offered.",
  async run(lab: Lab) {
    if (!lab.extensions.has("SIZE")) lab.skip("The smart host does not offer SIZE.");
    const [answer] = await lab.dialogue([`MAIL FROM:<${lab.from}> SIZE=9999999999`, "QUIT"]);
    const said = answer ? `${answer.code} ${answer.text}` : "nothing";
    lab.expect(
      answer !== undefined && answer.code >= 400,
      `A message of 10 GB was welcome (${said}): the sender learns only at the end that it is too large.`,
    );
  },
};
