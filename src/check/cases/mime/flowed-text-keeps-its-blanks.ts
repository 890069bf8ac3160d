import { lines, message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const TEXT = lines(
  ...["This paragraph goes on over several lines, and the blank at the end of ", "each of them says so; the last one "],
  ...[
    "has none.",
    "",
    "> A quote flows ",
    "> as well.",
    ">> And one inside ",
    ">> it.",
    " From is stuffed with a blank.",
  ],
);

export const flowedTextKeepsItsBlanks: Case = unchanged({
  id: "MIME-02",
  title: "Flowed text keeps the blanks at the ends of its lines",
  requirement: {
    text: "A line of format=flowed that ends in a space goes on in the next: the space is part of the text.",
    source: "RFC 3676 §4.1",
  },
  level: "must",
  sends: "Text with format=flowed: lines that end in a blank, quotes, a stuffed line.",
  judges: "The decoded text is the same, blanks at line ends included, but for a declared signature.",
  mail: () => message([], text(TEXT, { charset: "us-ascii", parameters: "format=flowed" })),
  holds: [sameTexts],
});
