import { TAG } from "../../../tnef/property-tags.ts";
import { bag, tnefFile, tnefMail } from "../../mail/tnef-mail.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const bytesStay = tnefKept({
  id: "TNEF-02",
  title: "winmail.dat has the same bytes",
  requirement: {
    text: "TNEF is an attachment like any to who relays it: its decoded bytes are those that were sent.",
    source: "RFC 2045 §6.8",
  },
  level: "must",
  sends: "Mail in TNEF with formatted text, a table of recipients and a file.",
  judges: "The decoded bytes of winmail.dat are equal; its transfer encoding and its name are free.",
  mail: (lab) => ({
    raw: tnefMail(newKey(lab), {
      recipients: [bag([[TAG.PidTagSmtpAddress, lab.recipient()]])],
      attachments: [tnefFile("figures.csv", Buffer.from("May;1,204\r\nJune;1,310\r\n"))],
    }),
  }),
  holds({ part: { content: back } }, { part: { content: left } }) {
    if (back.equals(left)) return undefined;
    const at = left.findIndex((byte, index) => back[index] !== byte);
    const place = at < 0 ? left.length : at;
    return `winmail.dat left with ${left.length} bytes and came back with ${back.length}, other ones from byte ${place} on: it was unpacked and written anew.`;
  },
});
