import { TAG } from "../../../tnef/property-tags.ts";
import { tnefMail } from "../../mail/tnef-mail.ts";
import { sameProperty } from "../judging/properties.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const meetingClassStays = tnefKept({
  id: "TNEF-08",
  title: "A meeting request in TNEF stays one",
  requirement: {
    text: "An item of the class IPM.Schedule.Meeting.Request goes to the calendar.",
    source: "[MS-OXCMSG] §2.2.1.3",
  },
  level: "info",
  sends: "Mail in TNEF of the class IPM.Schedule.Meeting.Request.",
  judges: "The message class inside winmail.dat is the same.",
  mail: (lab) => ({ raw: tnefMail(newKey(lab), { messageClass: "IPM.Schedule.Meeting.Request" }) }),
  holds: (back, left) =>
    sameProperty(
      ...([back.message.properties, left.message.properties] as const),
      TAG.PidTagMessageClass,
      "no calendar takes it any more",
    ),
});
