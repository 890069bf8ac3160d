import { message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const anEmptyBodyStaysEmpty: Case = unchanged({
  id: "MIME-12",
  title: "An empty message stays empty",
  requirement: {
    text: "A body is optional: a message of header fields only is complete.",
    source: "RFC 5322 §2.1",
  },
  level: "must",
  sends: "A message without a body.",
  judges: "There is no text, but for a declared signature.",
  mail: () => message([], text("", { charset: "us-ascii" })),
  holds: [sameTexts],
});
