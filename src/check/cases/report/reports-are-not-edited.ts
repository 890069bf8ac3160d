import type { Lab } from "../../lab/lab.ts";
import type { Case } from "../case.ts";
import { difference } from "../judging/judge.ts";
import { reportOfRecall, textsOf } from "./reported.ts";

export const reportsAreNotEdited: Case = {
  id: "REPORT-04",
  title: "The report mail is not signed",
  requirement: {
    text: "A report is the service's own mail, not the user's: no signature or footer belongs into it.",
    source: "docs/recall.md R8",
  },
  level: "should",
  sends: "A message and its recall; the tenant's report mail passes through the smart host.",
  judges: "Each text of the report mail came back as it left, declared signatures too.",
  async run(lab: Lab) {
    const { report, left } = await reportOfRecall(lab);
    const [ours, theirs] = await Promise.all([textsOf(left.bytes), textsOf(report.first.bytes)]);
    for (const [index, { type, text }] of ours.entries()) {
      const back = theirs[index]?.text ?? "";
      if (back !== text)
        lab.fail(
          `The report mail came back edited (${type}: ${difference(text, back)}): it is signed as if a user wrote it.`,
        );
    }
  },
};
