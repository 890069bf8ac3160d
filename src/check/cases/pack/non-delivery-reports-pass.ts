import { message } from "../../mail/compose.ts";
import { deliveryReport } from "../../mail/machine-mail.ts";
import type { Case } from "../case.ts";
import { sameEnclosed } from "../judging/enclosed.ts";
import { sameBranches, samePartsOf } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const nonDeliveryReportsPass: Case = unchanged({
  id: "PACK-06",
  title: "Non-delivery reports pass",
  requirement: {
    text: "A delivery status notification is a multipart/report: status for programs, the message for people.",
    source: "RFC 3464 §2",
  },
  level: "must",
  sends: "A non-delivery report with the message that it is about.",
  judges: "report-type, the status and the message inside are the same.",
  mail: () => message(["Subject: Undeliverable: Offer"], deliveryReport()),
  holds: [sameBranches("multipart/report"), samePartsOf("message/delivery-status"), sameEnclosed],
});
