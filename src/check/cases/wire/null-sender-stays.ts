import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectAccepted, message } from "./support.ts";

export const nullSenderStays: Case = {
  id: "WIRE-10",
  title: "The null sender",
  requirement: {
    text: "Notifications have the null sender, so that none is answered by another one.",
    source: "RFC 5321 §4.5.5",
  },
  level: "must",
  sends: "A message from <>.",
  judges: "It comes back from <>.",
  async run(lab: Lab) {
    const sent = await lab.inject({
      content: message(lab, ["This is a notification."], ["Auto-Submitted: auto-replied"]),
      from: "",
    });
    expectAccepted(lab, sent, "mail from the null sender");
    const { first } = await lab.returned(sent);
    lab.expect(
      first.sender === "",
      `Mail from <> came back from <${first.sender}>: notifications can now be answered, and loop.`,
    );
  },
};
