import { keptFields } from "../kept-fields.ts";

export const trafficTypesStay = keptFields({
  id: "HDR-09",
  title: "X-MS-TrafficTypeDiagnostic",
  requirement: { text: "The kind of traffic stands in X-MS-TrafficTypeDiagnostic.", source: "docs/recall.md R2" },
  level: "info",
  sends: "Recall requests of both kinds of clients.",
  judges: "The field is there with its value.",
  of: ["request of classic Outlook", "request of the new clients"],
  fields: /^x-ms-traffictypediagnostic$/i,
  consequence: "who reads a trace by hand no longer sees that it was a recall",
});
