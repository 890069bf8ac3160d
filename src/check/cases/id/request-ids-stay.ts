import { keptFields } from "../kept-fields.ts";

export const requestIdsStay = keptFields({
  id: "ID-03",
  title: "The Message-ID of recall requests",
  requirement: { text: "A request is known by its Message-ID when it comes back.", source: "docs/recall.md R10" },
  level: "must",
  sends: "Recall requests of classic Outlook and of the new clients.",
  judges: "Their Message-IDs are the same.",
  of: ["request of classic Outlook", "request of the new clients"],
  fields: /^message-id$/i,
  consequence: "the tenant no longer knows it as its own request, and delivers it as ordinary mail",
});
