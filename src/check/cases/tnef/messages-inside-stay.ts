import type { MapiAttachment } from "../../../tnef/message.ts";
import { TAG } from "../../../tnef/property-tags.ts";
import { document } from "../../mail/samples.ts";
import { tnefFile, tnefMail, tnefMessage } from "../../mail/tnef-mail.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const messagesInsideStay = tnefKept({
  id: "TNEF-10",
  title: "Messages inside TNEF stay, with their files",
  requirement: {
    text: "An attachment may be a message in TNEF of its own, with attachments that it has itself.",
    source: "[MS-OXTNEF] §2.1.3.4",
  },
  level: "must",
  sends: "Mail in TNEF with a message inside that has a file and one more message inside.",
  judges: "The same messages and files are in the same places, each file with its bytes.",
  mail: (lab) => ({
    raw: tnefMail(newKey(lab), {
      attachments: [
        tnefMessage("Offer", [
          tnefFile("offer.pdf", document(4000)),
          tnefMessage("Request", [tnefFile("plan.pdf", document(900))]),
        ]),
      ],
    }),
  }),
  holds(back, left) {
    const [ours, theirs] = [outline(left.message.attachments), outline(back.message.attachments)];
    const lost = ours.find((line, index) => theirs[index] !== line);
    return lost === undefined && ours.length === theirs.length
      ? undefined
      : `Of what was attached inside winmail.dat, ${lost ?? "something"} did not come back as it was: who gets the mail misses it.`;
  },
});

function outline(attachments: readonly MapiAttachment[], path = ""): string[] {
  return attachments.flatMap(({ properties, embedded }) => {
    const bytes = properties.binary(TAG.PidTagAttachDataBinary);
    const name = embedded?.properties.text(TAG.PidTagSubject) ?? properties.text(TAG.PidTagAttachLongFilename);
    const line = `${path}${name ?? "an attachment without name"}${bytes ? ` (${bytes.toString("hex").length / 2} bytes)` : ""}`;
    return [line, ...outline(embedded?.attachments ?? [], `${path}${name}/`)];
  });
}
