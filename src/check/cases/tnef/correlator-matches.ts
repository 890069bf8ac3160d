import { tnefKept } from "../tnef-kept.ts";

export const correlatorMatches = tnefKept({
  id: "TNEF-05",
  title: "X-MS-TNEF-Correlator still names the TNEF",
  requirement: {
    text: "The field X-MS-TNEF-Correlator has the value of PidTagTnefCorrelationKey, or the TNEF is ignored.",
    source: "[MS-OXCMAIL] §2.1.3.2.26",
  },
  level: "must",
  sends: "Mail of classic Outlook in TNEF.",
  judges: "The field is there, and the key inside winmail.dat has its value.",
  mail: () => ({ client: "outlook", text: "The figures for May.\r\n" }),
  holds({ headers, key = "" }) {
    const field = headers.get("X-MS-TNEF-Correlator");
    if (field === undefined)
      return "X-MS-TNEF-Correlator did not come back: nothing says that winmail.dat belongs to the message, so the tenant ignores it.";
    return field.trim() === key
      ? undefined
      : `X-MS-TNEF-Correlator came back as ${field.trim()}, the key inside winmail.dat is ${key}: the tenant takes the TNEF for another message's and ignores it.`;
  },
});
