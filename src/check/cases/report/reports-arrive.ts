import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { reportOfRecall } from "./reported.ts";

export const reportsArrive: Case = {
  id: "REPORT-02",
  title: "The report mail arrives",
  requirement: {
    text: "The mail that links to the report reaches who asked for the recall.",
    source: "docs/recall.md R8, R21",
  },
  level: "must",
  sends: "A message and its recall; the tenant's report mail passes through the smart host.",
  judges: "The report mail came back and is in the sender's mailbox.",
  async run(lab: Lab) {
    const { report } = await reportOfRecall(lab);
    const arrived = await lab.delivered(report.sent, lab.from);
    lab.expect(arrived, "The report mail never reached the sender: nobody learns what became of the recall.");
  },
};
