import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { holds, message } from "./support.ts";

export const commandsInTextStayText: Case = {
  id: "WIRE-23",
  title: "Commands inside a message",
  requirement: {
    text: "What stands between DATA and its end is content, whatever it looks like.",
    source: "RFC 5321 §4.1.1.4",
  },
  level: "must",
  sends: "A text that looks like the end of a session and the begin of another.",
  judges: "It comes back as text.",
  async run(lab: Lab) {
    const script = ["QUIT", "RSET", `MAIL FROM:<${lab.from}>`, "RCPT TO:<nobody@example.com>", "DATA", "250 OK"];
    const sent = await lab.send({ raw: message(lab, script) });
    const { first } = await lab.returned(sent);
    lab.expect(
      await holds(first, script.join("\n")),
      "Lines that look like commands did not come back as the text that they are.",
    );
  },
};
