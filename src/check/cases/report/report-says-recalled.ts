import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { expectRight, sendAndRecall } from "../recalling.ts";

export const reportSaysRecalled: Case = {
  id: "REPORT-01",
  title: "The report says what happened",
  requirement: {
    text: "A request that left and came back under its Message-ID counts as internal: the page says that the message was recalled.",
    source: "docs/recall.md R21, R22",
  },
  level: "must",
  sends: "A message by the client of each generation, and its recall.",
  judges: "Neither report page is left pending, or says that it failed or was outside.",
  recipients: 2,
  async run(lab: Lab) {
    const [a, b] = await Promise.all([
      sendAndRecall(lab, "A", { to: [lab.recipient("of classic Outlook")] }),
      sendAndRecall(lab, "B", { to: [lab.recipient("of the new clients")] }),
    ]);
    expectRight(lab, a.outcome, "What classic Outlook sent");
    expectRight(lab, b.outcome, "What the new clients sent");
  },
};
