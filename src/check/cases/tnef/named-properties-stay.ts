import { TYPE } from "../../../tnef/property.ts";
import { NAMED, PSETID } from "../../../tnef/property-tags.ts";
import { tnefMail } from "../../mail/tnef-mail.ts";
import { sameNamedProperties } from "../judging/properties.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const namedPropertiesStay = tnefKept({
  id: "TNEF-12",
  title: "Named properties inside TNEF stay",
  requirement: {
    text: "Reminders, voting buttons and what a customer's own forms add are properties of a name instead of an id.",
    source: "[MS-OXTNEF] §2.1.3.4",
  },
  level: "should",
  sends: "Mail in TNEF with a reminder, and with a property whose name is text.",
  judges: "Each named property is there with its value.",
  mail: (lab) => ({
    raw: tnefMail(newKey(lab), {
      properties: (bag) =>
        bag
          .setNamed(NAMED.PidLidReminderSet, TYPE.Boolean, true)
          .setNamed({ guid: PSETID.PublicStrings, text: "ContosoCostCentre" }, TYPE.String, "4711"),
    }),
  }),
  holds: (back, left) =>
    sameNamedProperties(back.message.properties, left.message.properties, "Outlook no longer does what it says"),
});
