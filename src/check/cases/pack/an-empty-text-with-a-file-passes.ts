import { attached, file, message, multipart, text } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFiles, sameTypes } from "../judging/files.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const anEmptyTextWithAFilePasses: Case = unchanged({
  id: "PACK-14",
  title: "An empty text beside a file passes",
  requirement: {
    text: "A text of no length is a text; the file beside it is not it.",
    source: "RFC 2046 §5.1.1",
  },
  level: "must",
  sends: "A multipart/mixed of an empty text and a file.",
  judges: "The file has the same bytes; the text is empty, but for a declared signature.",
  mail: () =>
    message(
      [],
      multipart("mixed", [
        text("", { charset: "us-ascii" }),
        file("application/pdf", document(700), [attached("scan.pdf")]),
      ]),
    ),
  holds: [sameFiles, sameTypes, sameTexts],
});
