import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const FIELDS = [
  "Subject: =?utf-8?Q?Automatische_Antwort=3A_Gr=C3=B6=C3=9Fe?=",
  ...["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Auto-Response-Suppress: All"],
];

export const automaticRepliesPass: Case = unchanged({
  id: "PACK-05",
  title: "Automatic replies pass",
  requirement: {
    text: "Auto-Submitted says that no person wrote it: without it programs answer each other for ever.",
    source: "RFC 3834 §5",
  },
  level: "must",
  sends: "An out-of-office reply with Auto-Submitted, Precedence and X-Auto-Response-Suppress.",
  judges: "The text is the same, but for a declared signature, and the fields are there.",
  mail: () => message(FIELDS, text("I am away until Monday.\r\n", { charset: "us-ascii" })),
  holds: [sameTexts, sameFields("Subject", "Auto-Submitted", "Precedence", "X-Auto-Response-Suppress")],
});
