import { keptFields } from "../kept-fields.ts";

export const sourcesOfReportsStay = keptFields({
  id: "HDR-06",
  title: "Generated-Message-Source on reports",
  requirement: {
    text: "Customers exempt report mails by X-MS-Exchange-Generated-Message-Source.",
    source: "docs/recall.md R8",
  },
  level: "should",
  sends: "The report mail of a recall.",
  judges: "X-MS-Exchange-Generated-Message-Source is there with its value.",
  of: ["report"],
  fields: /^x-ms-exchange-generated-message-source$/i,
  consequence: "a rule that looks for it behind the smart host does not find the report",
});
