import { encoded, message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const SENT = [
  { charset: "iso-8859-1", content: "Größe, garçon, ñandú: ½ × §\r\n", encoding: "quoted-printable" },
  { charset: "iso-8859-15", content: "Cœur, 100 €, Žižkov\r\n", encoding: "8bit" },
  { charset: "windows-1252", content: "“Quoted” – 100 € … ‘single’ ™\r\n", encoding: "quoted-printable" },
] as const;

export const westernCharsetsArrive: Case = unchanged({
  id: "MIME-21",
  title: "Text in western charsets arrives",
  requirement: {
    text: "The charset parameter says which characters the bytes stand for: both change together or not at all.",
    source: "RFC 2046 §4.1.2",
  },
  level: "must",
  sends: "Text in ISO-8859-1, ISO-8859-15 and Windows-1252, as quoted-printable and 8bit.",
  judges: "The text decoded by its declared charset is the same, but for a declared signature.",
  labels: SENT.map(({ charset }) => `In ${charset}`),
  mail: () =>
    SENT.map(({ charset, content, encoding }) => message([], text(encoded(content, charset), { charset, encoding }))),
  holds: [sameTexts],
});
