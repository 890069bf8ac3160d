import { TAG } from "../../../tnef/property-tags.ts";
import { bag, tnefMail } from "../../mail/tnef-mail.ts";
import { sameRecipients } from "../judging/properties.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const recipientsInsideStay = tnefKept({
  id: "TNEF-13",
  title: "The table of recipients inside TNEF stays",
  requirement: {
    text: "attRecipTable has a row of properties for each recipient.",
    source: "[MS-OXTNEF] §2.1.3.5.1",
  },
  level: "should",
  sends: "Mail in TNEF with a table of two recipients.",
  judges: "The table has the same rows with the same properties.",
  mail: (lab) => ({
    raw: tnefMail(newKey(lab), {
      recipients: [
        bag([
          [TAG.PidTagRecipientType, 1],
          [TAG.PidTagDisplayName, "Bob"],
          [TAG.PidTagSmtpAddress, lab.recipient()],
        ]),
        bag([
          [TAG.PidTagRecipientType, 2],
          [TAG.PidTagDisplayName, "Alice"],
          [TAG.PidTagSmtpAddress, lab.from],
        ]),
      ],
    }),
  }),
  holds: (back, left) =>
    sameRecipients(back.message.recipients, left.message.recipients, "what is known of each recipient is lost"),
});
