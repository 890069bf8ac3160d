import { message } from "../../mail/compose.ts";
import { deliveryReport, readReceipt } from "../../mail/machine-mail.ts";
import type { Case } from "../case.ts";
import { sameEnclosed } from "../judging/enclosed.ts";
import { sameBranches, samePartsOf } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const reportsKeepTheirMachineParts: Case = unchanged({
  id: "MIME-29",
  title: "Reports keep the parts that programs read",
  requirement: {
    text: "The second part of a multipart/report is for programs; the third is the message it is about.",
    source: "RFC 6522 §3",
  },
  level: "must",
  sends: "A non-delivery report and a read receipt.",
  judges: "report-type, the machine-readable part and the message inside are the same.",
  labels: ["The non-delivery report", "The read receipt"],
  mail: () => [
    message(["Subject: Undeliverable: Offer"], deliveryReport()),
    message(["Subject: Read: Offer"], readReceipt()),
  ],
  holds: [
    sameBranches("multipart/report"),
    samePartsOf("message/delivery-status", "message/disposition-notification"),
    sameEnclosed,
  ],
});
