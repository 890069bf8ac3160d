import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { message, short, textsOf } from "./support.ts";

export const dotsAtTheSeamsArrive: Case = {
  id: "WIRE-02",
  title: "Dots where buffers end",
  requirement: {
    text: "Dot stuffing holds wherever a line begins, also where a buffer of the relay ends.",
    source: "RFC 5321 §4.5.2",
  },
  level: "must",
  sends:
    "A text of 200 KB in which a line begins with a dot every few bytes, so that some stand at the end of any buffer.",
  judges: "The text comes back line for line.",
  async run(lab: Lab) {
    const lines = Array.from({ length: 4000 }, (_, index) => `.${"x".repeat(index % 97)}${index}`);
    const sent = await lab.send({ raw: message(lab, lines) });
    const { first } = await lab.returned(sent);
    const back = (await textsOf(first)).split(/\r?\n/);
    const known = new Set(back);
    const lost = lines.find((line) => !known.has(line));
    lab.expect(
      lost === undefined,
      `The line ${short(lost ?? "")} did not come back as it left: a dot is lost between two buffers.`,
    );
  },
};
