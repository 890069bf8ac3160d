import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFields } from "../judging/fields.ts";
import { unchanged } from "../unchanged.ts";

const LONG = Array.from({ length: 90 }, (_, index) => `part-${1000 + index}`).join(" ");
const FOLDED = Array.from({ length: 40 }, (_, index) => `entry${index}=${"v".repeat(60)};`).join("\r\n ");

export const longFieldsAreOnlyRefolded: Case = unchanged({
  id: "MIME-24",
  title: "Long header fields are refolded at most",
  requirement: {
    text: "Folding may change where a value is broken, not the value.",
    source: "RFC 5322 §2.2.3",
  },
  level: "must",
  sends: "A field of 900 characters without a fold, and one of 40 folded lines.",
  judges: "Unfolded, both values are the same.",
  mail: () => message([`X-Long: ${LONG}`, `X-Folded: ${FOLDED}`], text("Hello\r\n", { charset: "us-ascii" })),
  holds: [sameFields("X-Long", "X-Folded")],
});
