import { lines, message, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

const TEXT = lines(
  ...["Dear Bob,", "", "From time to time a line begins with From, as this one does.", "\tThis one begins with a tab,"],
  ...["  and this one with two blanks.", "", "", "> quoted", "-- not a signature", "...", "a  b   c    d"],
  ...["It costs =20 or 100%, see <https://www.example.com/?a=1&b=2>.", "Alice"],
);

export const asciiTextArrives: Case = unchanged({
  id: "MIME-01",
  title: "Text in ASCII arrives to the character",
  requirement: {
    text: "Who relays mail does not act on its body: each line of a text arrives as it was written.",
    source: "RFC 5321 §3.6.3",
  },
  level: "must",
  sends: "Plain text with lines that begin with From, blanks, tabs and dots, with empty lines, and with = and %.",
  judges: "The decoded text is the same, but for a declared signature.",
  mail: () => message([], text(TEXT, { charset: "us-ascii" })),
  holds: [sameTexts],
});
