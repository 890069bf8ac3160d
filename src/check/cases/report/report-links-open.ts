import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { reportOfRecall, textsOf } from "./reported.ts";

const LINK = /https?:\/\/[^\s"'<>]+/g;

export const reportLinksOpen: Case = {
  id: "REPORT-05",
  title: "The link to the report survives",
  requirement: {
    text: "The report mail links to the live page, where alone the outcome is told.",
    source: "docs/recall.md R21",
  },
  level: "should",
  sends: "A message and its recall; the tenant's report mail passes through the smart host.",
  judges: "Each link of the report mail came back as it left.",
  async run(lab: Lab) {
    const { report, left } = await reportOfRecall(lab);
    const [ours, theirs] = await Promise.all([textsOf(left.bytes), textsOf(report.first.bytes)]);
    for (const { type, text } of ours) {
      const back = theirs.filter((other) => other.type === type).map((other) => other.text);
      const lost = (text.match(LINK) ?? []).find((link) => !back.some((other) => other.includes(link)));
      if (lost !== undefined)
        lab.fail(`The link to the report (${lost}) did not come back in ${type}: nobody can open the page.`);
    }
  },
};
