import { html, message, multipart, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const eightBitMailPasses: Case = unchanged({
  id: "PACK-17",
  title: "8-bit mail passes",
  requirement: {
    text: "With 8BITMIME bodies of any characters pass; without it they are encoded, not changed.",
    source: "RFC 6152 §3",
  },
  level: "must",
  sends: "Text and HTML in UTF-8, both as 8bit.",
  judges: "Decoded, both are the same, but for a declared signature.",
  mail: () =>
    message(
      [],
      multipart("alternative", [
        text("Größe – Повідомлення – 会議\r\n", { encoding: "8bit" }),
        html("<html><body><p>Größe – Повідомлення – 会議</p></body></html>\r\n", { encoding: "8bit" }),
      ]),
    ),
  holds: [sameTexts],
});
