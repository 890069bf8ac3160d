import { TAG } from "../../../tnef/property-tags.ts";
import { document } from "../../mail/samples.ts";
import { tnefFile, tnefMail } from "../../mail/tnef-mail.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

const SIZE = 2_000_000;

export const largeFilesInsideStay = tnefKept({
  id: "TNEF-11",
  title: "A large file inside TNEF stays byte for byte",
  requirement: {
    text: "Files of mail in TNEF stand inside winmail.dat: what is cut from it is lost.",
    source: "[MS-OXTNEF] §2.1.3.3",
  },
  level: "must",
  sends: "Mail in TNEF with a file of 2 MB.",
  judges: "The file inside winmail.dat has the same bytes.",
  mail: (lab) => ({ raw: tnefMail(newKey(lab), { attachments: [tnefFile("drawing.dwg", document(SIZE))] }) }),
  holds(back) {
    const [file] = back.message.attachments;
    const bytes = file?.properties.binary(TAG.PidTagAttachDataBinary);
    if (!bytes) return `The file of ${SIZE} bytes inside winmail.dat did not come back: it is lost.`;
    return bytes.equals(document(SIZE))
      ? undefined
      : `The file of ${SIZE} bytes inside winmail.dat came back with ${bytes.length}, or other ones: it is damaged.`;
  },
});
