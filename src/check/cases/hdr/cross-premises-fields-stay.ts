import { keptFields } from "../kept-fields.ts";

export const crossPremisesFieldsStay = keptFields({
  id: "HDR-07",
  title: "CrossPremises fields",
  requirement: {
    text: "CrossPremises-AuthAs and its like say that returning mail is the tenant's own.",
    source: "docs/fidelity.md",
  },
  level: "should",
  sends: "A message.",
  judges: "X-MS-Exchange-CrossPremises-* are there with their values.",
  of: ["message"],
  fields: /^x-ms-exchange-crosspremises-/i,
  consequence:
    "the tenant takes its own mail for a stranger's: rules for internal senders no longer see it, and spam filters do",
});
