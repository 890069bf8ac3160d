import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { passedTo } from "./support.ts";

const COUNT = 100;

export const manyRecipientsArrive: Case = {
  id: "WIRE-12",
  title: "A hundred recipients",
  requirement: {
    text: "A server takes at least 100 recipients, and hands the message to each of them.",
    source: "RFC 5321 §4.5.3.1.8",
  },
  level: "must",
  sends: "A message to 100 recipients.",
  judges: "Each of them is a recipient of what comes back, once.",
  recipients: COUNT,
  async run(lab: Lab) {
    const to = Array.from({ length: COUNT }, (_, index) => lab.recipient(`${index + 1}`));
    const sent = await lab.send({ subject: "To many", text: "To all of you.", to });
    const { missing, reached } = await passedTo(lab, sent, to);
    lab.expect(
      missing.length === 0,
      `${missing.length} of ${COUNT} recipients got nothing: ${missing.slice(0, 3).join(", ")} and others.`,
    );
    const twice = reached.find((address, index) => reached.indexOf(address) !== index);
    lab.expect(twice === undefined, `${twice} was a recipient of what came back more than once.`);
  },
};
