import { keptFields } from "../kept-fields.ts";

export const marksOfOutlookStay = keptFields({
  id: "HDR-02",
  title: "recallreportgenerated on requests of classic Outlook",
  requirement: {
    text: "A request that comes back is known by its recallreportgenerated field, in whatever case.",
    source: "docs/recall.md R11",
  },
  level: "must",
  sends: "A recall request of classic Outlook.",
  judges: "x-ms-exchange-recallreportgenerated is there with its value.",
  of: ["request of classic Outlook"],
  fields: /^x-ms-exchange-recallreportgenerated$/i,
  consequence: "in MIME form the tenant takes the request for ordinary mail, and the original stays",
});
