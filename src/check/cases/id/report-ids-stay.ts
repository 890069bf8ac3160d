import { keptFields } from "../kept-fields.ts";

export const reportIdsStay = keptFields({
  id: "ID-08",
  title: "The Message-ID of reports",
  requirement: {
    text: "The report mail keeps its Message-ID, by which its trace is read.",
    source: "docs/recall.md R8",
  },
  level: "should",
  sends: "The report mail of a recall.",
  judges: "Its Message-ID is the same.",
  of: ["report"],
  fields: /^message-id$/i,
  consequence: "who looks the report up by its Message-ID does not find it",
});
