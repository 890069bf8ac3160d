import { BODY, tnefMail } from "../../mail/tnef-mail.ts";
import { newKey, tnefKept } from "../tnef-kept.ts";

export const textBesideStays = tnefKept({
  id: "TNEF-15",
  title: "The text beside winmail.dat stays",
  requirement: {
    text: "Who does not read TNEF reads the text beside it; a signature there is seen by nobody with Outlook.",
    source: "[MS-OXCMAIL] §2.1.3.2.26",
  },
  level: "info",
  sends: "Mail in TNEF with a text beside it.",
  judges: "The words of the text are there, and nothing else.",
  mail: (lab) => ({ raw: tnefMail(newKey(lab)) }),
  holds({ text }) {
    if (text === undefined || !text.includes(BODY.trim()))
      return "The text beside winmail.dat did not come back: who does not read TNEF sees nothing.";
    return text.trim() === BODY.trim()
      ? undefined
      : "The text beside winmail.dat came back with more in it, winmail.dat without: a signature there is seen by nobody with Outlook.";
  },
});
