import type { Case } from "../case.ts";
import { recalledMail } from "./recalled-mail.ts";

export const generationsRecallEachOther: Case = recalledMail({
  id: "RECALL-15",
  title: "Recall by another client than the one that sent",
  requirement: {
    text: "A message is recalled whichever client submitted it, and whichever asks.",
    source: "docs/recall.md R6, R12",
  },
  level: "must",
  sends: "A message of classic Outlook recalled by the API, one submitted over SMTP recalled by classic Outlook.",
  variants: [
    { who: "A message of classic Outlook, recalled by the API,", mail: { client: "outlook" }, generation: "B" },
    { who: "A message over SMTP, recalled by classic Outlook,", mail: {}, generation: "A" },
  ],
});
