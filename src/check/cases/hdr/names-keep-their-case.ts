import { keptFields } from "../kept-fields.ts";

export const namesKeepTheirCase = keptFields({
  id: "HDR-12",
  title: "Upper and lower case of names",
  requirement: {
    text: "Names of fields have no case, but the two generations of recall are told by it in practice.",
    source: "RFC 5322 §1.2.2",
  },
  level: "info",
  sends: "Recall requests of both kinds of clients.",
  judges: "The names of X-MS-Exchange fields are written as they were.",
  of: ["request of classic Outlook", "request of the new clients"],
  fields: /^x-ms-exchange-/i,
  consequence: "careless readers that compare letters miss them",
  judge(left, back) {
    const written = new Set(back.fields.map(({ name }) => name));
    const other = left.fields.find(({ name }) => /^x-ms-exchange-/i.test(name) && back.has(name) && !written.has(name));
    return other && `${other.name} came back in other letters`;
  },
});
