import { document, png } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { recalledMail } from "./recalled-mail.ts";

const MAIL = {
  subject: "Offer with terms",
  text: "Please find our offer attached.\r\n",
  html: "<html><body><p>Please find our <b>offer</b> attached.</p></body></html>",
  attachments: [
    { filename: "Offer.pdf", contentType: "application/pdf", content: document(20_000) },
    { filename: "Logo.png", contentType: "image/png", content: png() },
  ],
} as const;

export const mailWithFilesIsRecalled: Case = recalledMail({
  id: "RECALL-13",
  title: "Recall of HTML with attachments",
  requirement: {
    text: "What a message is made of does not matter to its recall: the Message-ID finds it.",
    source: "docs/recall.md R12",
  },
  level: "must",
  sends: "HTML with two attachments, recalled by a request of each generation.",
  variants: [
    { who: "HTML with attachments of the new clients", mail: MAIL, generation: "B" },
    { who: "HTML with attachments of classic Outlook", mail: { ...MAIL, client: "outlook" }, generation: "A" },
  ],
});
