import { tnefFile, tnefMail } from "../../mail/tnef-mail.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const hasAttachStays = tnefKept({
  id: "TNEF-16",
  title: "X-MS-Has-Attach stays",
  requirement: {
    text: "X-MS-Has-Attach says whether the message proper has attachments, of which winmail.dat is none.",
    source: "[MS-OXCMAIL] §2.1.3.2",
  },
  level: "should",
  sends: "Mail in TNEF with a file inside.",
  judges: "The field has the value with which it left.",
  mail: (lab) => ({
    raw: tnefMail(newKey(lab), { attachments: [tnefFile("figures.csv", Buffer.from("May;1,204\r\n"))] }),
  }),
  holds({ headers: back }, { headers: left }) {
    const [was, is] = [left, back].map((headers) => headers.get("X-MS-Has-Attach")?.trim());
    if (was === is) return undefined;
    return `X-MS-Has-Attach left as "${was}" and came back ${is === undefined ? "not at all" : `as "${is}"`}: clients show another paper clip.`;
  },
});
