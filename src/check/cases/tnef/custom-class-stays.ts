import { TAG } from "../../../tnef/property-tags.ts";
import { tnefMail } from "../../mail/tnef-mail.ts";
import { sameProperty } from "../judging/properties.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const customClassStays = tnefKept({
  id: "TNEF-07",
  title: "Mail of a class of its own stays of that class",
  requirement: {
    text: "PidTagMessageClass says which form shows an item and which program acts on it.",
    source: "[MS-OXCMSG] §2.2.1.3",
  },
  level: "must",
  sends: "Mail in TNEF of the class IPM.Note.Contoso.Expenses, as a form of the customer's own makes it.",
  judges: "The message class inside winmail.dat is the same.",
  mail: (lab) => ({ raw: tnefMail(newKey(lab), { messageClass: "IPM.Note.Contoso.Expenses" }) }),
  holds: (back, left) =>
    sameProperty(
      ...([back.message.properties, left.message.properties] as const),
      TAG.PidTagMessageClass,
      "the customer's form no longer opens it",
    ),
});
