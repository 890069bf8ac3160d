import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { reportOfRecall } from "./reported.ts";

export const reportsComeBackOnce: Case = {
  id: "REPORT-03",
  title: "The report mail comes back once",
  requirement: {
    text: "A recall has one report mail: it passes through the smart host once, and comes back once.",
    source: "docs/recall.md R8, R21",
  },
  level: "should",
  sends: "A message and its recall; the tenant's report mail passes through the smart host.",
  judges: "One copy of the report mail came back, and it does not go round.",
  async run(lab: Lab) {
    const { report } = await reportOfRecall(lab);
    const { returned, laps } = await lab.seen(report.sent);
    const count = returned.length + laps.length;
    lab.expect(count === 1, `The report mail came back ${count} times.`);
  },
};
