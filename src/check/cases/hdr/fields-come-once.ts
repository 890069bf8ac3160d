import { keptFields } from "../kept-fields.ts";

export const fieldsComeOnce = keptFields({
  id: "HDR-11",
  title: "Fields that come twice",
  requirement: { text: "Exchange's fields come back as often as they left.", source: "docs/fidelity.md" },
  level: "info",
  sends: "Recall requests of both kinds of clients.",
  judges: "No X-MS-Exchange field stands there more often than before.",
  of: ["request of classic Outlook", "request of the new clients"],
  fields: /^x-ms-exchange-/i,
  consequence: "readers take the one or the other",
  judge(left, back) {
    const more = left.fields.find(
      ({ name }) => /^x-ms-exchange-/i.test(name) && back.all(name).length > left.all(name).length,
    );
    return more && `${more.name} came back ${back.all(more.name).length} times`;
  },
});
