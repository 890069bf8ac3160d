import { keptFields } from "../kept-fields.ts";

export const confirmationMarksStay = keptFields({
  id: "HDR-03",
  title: "recallreportcfmgenerated",
  requirement: {
    text: "The service marks requests with two fields, and other tenants may read both.",
    source: "docs/recall.md R8",
  },
  level: "should",
  sends: "Recall requests of both kinds of clients.",
  judges: "x-ms-exchange-recallreportcfmgenerated is there with its value.",
  of: ["request of classic Outlook", "request of the new clients"],
  fields: /^x-ms-exchange-recallreportcfmgenerated$/i,
  consequence: "whoever reads it later does not know that the report was made",
});
