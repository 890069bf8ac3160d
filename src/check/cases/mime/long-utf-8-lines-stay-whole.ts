import { html, lines, message, multipart, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const WORDS = "Повідомлення про зустріч у четвер ";
const PARAGRAPHS = Array.from({ length: 6 }, (_, shift) => "x".repeat(shift) + WORDS.repeat(12).trim());

export const longUtf8LinesStayWhole: Case = unchanged({
  id: "MIME-20",
  title: "Long lines in UTF-8 are not cut inside a character",
  requirement: {
    text: "A soft line break is no part of the text; a hard one between two bytes of a character destroys it.",
    source: "RFC 2045 §6.7",
  },
  level: "must",
  sends:
    "Paragraphs of 400 Cyrillic characters in quoted-printable, in text and HTML, each begun one byte later than the one above.",
  judges: "The decoded text is the same: no line break and no replaced character stands inside.",
  mail: () => {
    const content = text(lines(...PARAGRAPHS), { encoding: "quoted-printable" });
    const shown = html(`<html><body>\r\n${lines(...PARAGRAPHS.map((one) => `<p>${one}</p>`))}</body></html>\r\n`);
    return message([], multipart("alternative", [content, shown]));
  },
  holds: [sameTexts],
});
