import { TAG } from "../../../tnef/property-tags.ts";
import { tnefMail } from "../../mail/tnef-mail.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

const BODIES = [TAG.PidTagRtfCompressed, TAG.PidTagHtml, TAG.PidTagBodyHtml];

export const formattedTextStays = tnefKept({
  id: "TNEF-14",
  title: "The formatted text inside TNEF is there",
  requirement: {
    text: "PidTagRtfCompressed has the text that Outlook shows; the text beside winmail.dat is for other readers.",
    source: "[MS-OXCMSG] §2.2.1",
  },
  level: "must",
  sends: "Mail in TNEF whose text is RTF.",
  judges: "winmail.dat has a body as RTF or HTML; a signature in it is a matter of TNEF-02.",
  mail: (lab) => ({ raw: tnefMail(newKey(lab)) }),
  holds(back) {
    return BODIES.some((tag) => back.message.properties.has(tag))
      ? undefined
      : "The formatted text inside winmail.dat did not come back: Outlook shows an empty message.";
  },
});
