import { enclosed, lines, message, multipart, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameEnclosed } from "../judging/enclosed.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const FIELDS = [
  "From: <alice@contoso.com>",
  "To: <carol@fabrikam.com>",
  "Subject: Offer",
  "Message-ID: <1@contoso.com>",
];

export const journalReportsPass: Case = unchanged({
  id: "PACK-16",
  title: "Journal reports pass",
  requirement: {
    text: "A journal report names sender and recipients in its text, and holds the message itself: evidence, unchanged.",
    source: "RFC 2046 §5.2.1",
  },
  level: "must",
  sends: "A journal report: a text of Sender, Message-Id and To lines, and the message as message/rfc822.",
  judges: "The message inside is the same; the lines of the report too, but for a declared signature.",
  mail: () => {
    const report = text(
      lines("Sender: alice@contoso.com", "Subject: Offer", "Message-Id: <1@contoso.com>", "To: carol@fabrikam.com"),
    );
    const original = text("The offer.\r\n", { charset: "us-ascii" });
    return message(["X-MS-Journal-Report:"], multipart("mixed", [report, enclosed(FIELDS, original)]));
  },
  holds: [sameTexts, sameEnclosed],
});
