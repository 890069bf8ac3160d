import { message } from "../../mail/compose.ts";
import { readReceipt } from "../../mail/machine-mail.ts";
import type { Case } from "../case.ts";
import { sameBranches, samePartsOf } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const readReceiptsPass: Case = unchanged({
  id: "PACK-04",
  title: "Read receipts pass",
  requirement: {
    text: "A disposition notification is a multipart/report that programs read.",
    source: "RFC 8098 §3",
  },
  level: "must",
  sends: "A read receipt.",
  judges: "report-type and the notification are the same.",
  mail: () => message(["Subject: Read: Offer"], readReceipt()),
  holds: [sameBranches("multipart/report"), samePartsOf("message/disposition-notification")],
});
