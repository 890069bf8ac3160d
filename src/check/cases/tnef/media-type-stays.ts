import { tnefKept } from "../tnef-kept.ts";

export const mediaTypeStays = tnefKept({
  id: "TNEF-03",
  title: "winmail.dat stays application/ms-tnef",
  requirement: {
    text: "A reader knows TNEF by its media type: under another one it is a file that nobody opens.",
    source: "[MS-OXCMAIL] §2.1.3.2.26",
  },
  level: "must",
  sends: "Mail of classic Outlook in TNEF.",
  judges: "The part that holds TNEF has the type application/ms-tnef, or application/vnd.ms-tnef.",
  mail: () => ({ client: "outlook", text: "The figures for May.\r\n" }),
  holds({ part }, { part: left }) {
    if (/^application\/(vnd\.)?ms-tnef$/.test(part.type)) return undefined;
    return `winmail.dat left as ${left.type} and came back as ${part.type}: the tenant takes it for a file.`;
  },
});
