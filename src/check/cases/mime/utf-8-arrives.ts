import { lines, message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const TEXT = lines(
  "Größe, Maß und Ähnliches",
  "Повідомлення для Олени",
  "Καλημέρα κόσμε",
  "会議は十時です",
  "👍🏽 👩‍👩‍👧 ok",
);
const ENCODINGS = ["8bit", "quoted-printable", "base64"] as const;

export const utf8Arrives: Case = unchanged({
  id: "MIME-19",
  title: "Text in UTF-8 arrives in each transfer encoding",
  requirement: {
    text: "A transfer encoding says how the bytes of a text are written: decoded, they are the text in its charset.",
    source: "RFC 2045 §6",
  },
  level: "must",
  sends: "The same text in German, Russian, Greek, Japanese and with emoji: as 8bit, quoted-printable and base64.",
  judges:
    "The decoded text is the same, but for a declared signature; where it came as 8bit, it may come back encoded.",
  labels: ENCODINGS.map((encoding) => `UTF-8 in ${encoding}`),
  mail: () => ENCODINGS.map((encoding) => message([], text(TEXT, { encoding }))),
  holds: [sameTexts],
});
