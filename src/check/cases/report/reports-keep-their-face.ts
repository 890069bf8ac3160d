import type { Lab } from "../../lab/lab.ts";
import { readMail } from "../../mail/read.ts";
import type { Case } from "../case.ts";
import { sameAddresses, sameFields } from "../judging/fields.ts";
import { reportOfRecall } from "./reported.ts";

export const reportsKeepTheirFace: Case = {
  id: "REPORT-08",
  title: "The report mail keeps sender and subject",
  requirement: {
    text: "People and inbox rules know the report by its sender, Office365Reports@microsoft.com, and its subject.",
    source: "docs/recall.md R8",
  },
  level: "should",
  sends: "A message and its recall; the tenant's report mail passes through the smart host.",
  judges: "From, To and Subject of the report mail came back as they left.",
  async run(lab: Lab) {
    const { report, left } = await reportOfRecall(lab);
    const judged = {
      left: await readMail(left.bytes),
      back: await readMail(report.first.bytes),
      isSigned: false,
    };
    const why = sameAddresses("From", "To")(judged) ?? sameFields("Subject")(judged);
    if (why !== undefined) lab.fail(`Of the report mail: ${why}`);
  },
};
