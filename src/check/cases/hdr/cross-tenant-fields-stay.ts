import { keptFields } from "../kept-fields.ts";

export const crossTenantFieldsStay = keptFields({
  id: "HDR-05",
  title: "CrossTenant fields",
  requirement: { text: "The CrossTenant fields of the first pass say where mail is from.", source: "docs/fidelity.md" },
  level: "should",
  sends: "Recall requests of both kinds of clients.",
  judges: "X-MS-Exchange-CrossTenant-* are there with their values.",
  of: ["request of classic Outlook", "request of the new clients"],
  fields: /^x-ms-exchange-crosstenant-/i,
  consequence: "what the tenant said of its own mail is lost",
});
