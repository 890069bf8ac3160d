import { keptFields } from "../kept-fields.ts";

export const marksOfNewClientsStay = keptFields({
  id: "HDR-01",
  title: "recallreportgenerated on requests of the new clients",
  requirement: {
    text: "A request that comes back is known by its recallreportgenerated field.",
    source: "docs/recall.md R11",
  },
  level: "must",
  sends: "A recall request of the new clients.",
  judges: "X-MS-Exchange-RecallReportGenerated is there with its value.",
  of: ["request of the new clients"],
  fields: /^x-ms-exchange-recallreportgenerated$/i,
  consequence: "in MIME form the tenant takes the request for ordinary mail, and the original stays",
});
