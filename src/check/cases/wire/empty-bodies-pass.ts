import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectAccepted, message } from "./support.ts";

export const emptyBodiesPass: Case = {
  id: "WIRE-26",
  title: "A message without a body",
  requirement: { text: "A message may be a header block alone.", source: "RFC 5322 §2.1" },
  level: "must",
  sends: "A message that ends behind its blank line.",
  judges: "It comes back.",
  async run(lab: Lab) {
    const sent = await lab.inject({ content: message(lab, []) });
    expectAccepted(lab, sent, "a message without a body");
    await lab.returned(sent);
  },
};
