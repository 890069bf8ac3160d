import { TAG } from "../../../tnef/property-tags.ts";
import { sameProperty } from "../judging/properties.ts";
import { tnefKept } from "../tnef-kept.ts";

export const searchKeyStays = tnefKept({
  id: "TNEF-09",
  title: "The search key stays",
  requirement: {
    text: "The original of a recall is found by its PidTagSearchKey where its Message-ID does not find it.",
    source: "docs/recall.md R12",
  },
  level: "must",
  sends: "Mail of classic Outlook in TNEF.",
  judges: "PidTagSearchKey inside winmail.dat is the same.",
  mail: () => ({ client: "outlook", text: "The figures for May.\r\n" }),
  holds: (back, left) =>
    sameProperty(
      ...([back.message.properties, left.message.properties] as const),
      TAG.PidTagSearchKey,
      "a recall by key does not find this copy",
    ),
});
