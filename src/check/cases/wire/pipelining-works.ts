import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectAccepted, message } from "./support.ts";

export const pipeliningWorks: Case = {
  id: "WIRE-08",
  title: "Pipelined commands",
  requirement: { text: "Who offers PIPELINING takes MAIL, RCPT and DATA in one write.", source: "RFC 2920 §3.2" },
  level: "must",
  sends: "A message whose commands come in one write.",
  judges: "Each command gets its reply in order, and the message comes back.",
  async run(lab: Lab) {
    if (!lab.extensions.has("PIPELINING")) lab.skip("The smart host does not offer PIPELINING.");
    const sent = await lab.inject({ content: message(lab, ["Sent in one write."]), pipelined: true });
    expectAccepted(lab, sent, "pipelined commands, which it offers to take");
    await lab.returned(sent);
  },
};
