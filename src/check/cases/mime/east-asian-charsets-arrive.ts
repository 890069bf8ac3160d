import { encoded, message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

/** "日本の会議" between escape sequences. */
const JAPANESE = Buffer.from("\x1b$BF|K\\$N2q5D\x1b(B (10:00)\r\n", "latin1");
const SENT = [
  { charset: "iso-2022-jp", content: JAPANESE, encoding: "7bit" },
  { charset: "gb18030", content: encoded("会议在十点\r\n", "gb18030"), encoding: "base64" },
  { charset: "big5", content: encoded("會議在十點\r\n", "big5"), encoding: "quoted-printable" },
] as const;

export const eastAsianCharsetsArrive: Case = unchanged({
  id: "MIME-22",
  title: "Text in East Asian charsets arrives",
  requirement: {
    text: "The charset parameter says which characters the bytes stand for; in ISO-2022-JP escape sequences are part of the text.",
    source: "RFC 1468",
  },
  level: "must",
  sends: "Text in ISO-2022-JP as 7bit, in GB18030 as base64 and in Big5 as quoted-printable.",
  judges: "The text decoded by its declared charset is the same, but for a declared signature.",
  labels: SENT.map(({ charset }) => `In ${charset}`),
  mail: () => SENT.map(({ charset, content, encoding }) => message([], text(content, { charset, encoding }))),
  holds: [sameTexts],
});
