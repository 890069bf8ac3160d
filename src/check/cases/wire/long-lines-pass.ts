import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { holds, message } from "./support.ts";

export const longLinesPass: Case = {
  id: "WIRE-03",
  title: "Lines of 998 characters",
  requirement: { text: "A line may have 998 characters and CRLF.", source: "RFC 5321 §4.5.3.1.6" },
  level: "must",
  sends: "A text with a line of 998 characters.",
  judges: "The line comes back in one piece.",
  async run(lab: Lab) {
    const line = `${"0123456789".repeat(99)}12345678`;
    const sent = await lab.send({ raw: message(lab, ["Before", line, "After"]) });
    const { first } = await lab.returned(sent);
    lab.expect(await holds(first, line), "A line of 998 characters did not come back in one piece.");
  },
};
