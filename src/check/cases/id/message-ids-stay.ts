import { keptFields } from "../kept-fields.ts";

export const messageIdsStay = keptFields({
  id: "ID-01",
  title: "The Message-ID",
  requirement: {
    text: "A message keeps its Message-ID: a recall finds the original by it.",
    source: "docs/recall.md R12",
  },
  level: "must",
  sends: "A message.",
  judges: "Its Message-ID is the same.",
  of: ["message"],
  fields: /^message-id$/i,
  consequence: "a recall by Message-ID can no longer find this message",
});
