import { keptFields } from "../kept-fields.ts";

export const transportRecallFieldsStay = keptFields({
  id: "HDR-04",
  title: "TransportRecall fields",
  requirement: {
    text: "A request of the new clients names its original for other tenants.",
    source: "docs/recall.md R25",
  },
  level: "should",
  sends: "A recall request of the new clients.",
  judges: "The CrossTenant-TrustedPartner-TransportRecall fields are there with their values.",
  of: ["request of the new clients"],
  fields: /-transportrecall-/i,
  consequence: "a recall across tenants does not know what to take back",
});
