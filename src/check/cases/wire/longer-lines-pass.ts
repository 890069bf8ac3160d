import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { holds, message } from "./support.ts";

export const longerLinesPass: Case = {
  id: "WIRE-04",
  title: "Lines beyond 998 characters",
  requirement: {
    text: "A relay passes lines that are longer than allowed, or refuses them: it does not cut them silently.",
    source: "RFC 5321 §4.5.3.1",
  },
  level: "should",
  sends: "HTML with one line of 4,000 characters, as many programs write it.",
  judges: "The line comes back in one piece, or the message is refused.",
  async run(lab: Lab) {
    const line = `<p>${"word ".repeat(800)}</p>`;
    const content = message(lab, [line], ["MIME-Version: 1.0", "Content-Type: text/html; charset=us-ascii"]);
    const sent = await lab.inject({ content });
    if (!sent.accepted) return lab.note("The smart host refuses lines beyond 998 characters.");
    const { first } = await lab.returned(sent);
    lab.expect(
      await holds(first, line),
      "A line of 4,000 characters came back in pieces: words and tags are cut where it was broken.",
    );
  },
};
