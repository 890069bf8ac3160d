import { lines, message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameBodyParameters } from "../judging/body-parameters.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const TEXT = lines(
  "これは一つの段落です。行の終わりの空白は、 ",
  "次の行へ続くことだけを示し、 ",
  "文章の一部ではありません。",
  "",
  "終わり。",
);

export const flowedTextWithDelspArrives: Case = unchanged({
  id: "MIME-03",
  title: "Flowed text without spaces between words stays so",
  requirement: {
    text: "With delsp=yes the space that ends a flowed line is deleted: without the parameter readers see it.",
    source: "RFC 3676 §3",
  },
  level: "must",
  sends: "Japanese text with format=flowed and delsp=yes, in UTF-8 as base64.",
  judges: "The decoded text is the same, and format and delsp still say how to read it.",
  mail: () => message([], text(TEXT, { encoding: "base64", parameters: "format=flowed; delsp=yes" })),
  holds: [sameTexts, sameBodyParameters("format", "delsp")],
});
