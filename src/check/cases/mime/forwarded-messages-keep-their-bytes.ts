import { enclosed, message, multipart, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameEnclosedBytes } from "../judging/enclosed.ts";
import { unchanged } from "../unchanged.ts";

const FIELDS = [
  "Received: from a.fabrikam.com (a.fabrikam.com [192.0.2.1])\r\n\tby b.fabrikam.com with ESMTP id 1;\r\n\tWed, 25 Nov 2026 08:00:00 +0100",
  ...[
    "From: Carol <carol@fabrikam.com>",
    "To: <alice@contoso.com>",
    "Subject: Offer",
    "Message-ID: <inside.2@fabrikam.com>",
  ],
];

export const forwardedMessagesKeepTheirBytes: Case = unchanged({
  id: "MIME-18",
  title: "A message inside a message keeps its bytes",
  requirement: {
    text: "No encoding but 7bit, 8bit and binary may be used for a message/rfc822: what is signed or hashed inside stays valid.",
    source: "RFC 2046 §5.2.1",
  },
  level: "should",
  sends: "A forwarded message with text in UTF-8 as 8bit, and folded fields.",
  judges: "The message inside has the same bytes.",
  mail: () => {
    const inside = text("Größe und Maß\r\n", { encoding: "8bit" });
    const note = text("See below.\r\n", { charset: "us-ascii" });
    const more = ["Content-Transfer-Encoding: 8bit"];
    return message([], multipart("mixed", [note, enclosed(FIELDS, inside, more)]));
  },
  holds: [sameEnclosedBytes],
});
