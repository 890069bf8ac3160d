import { file, lines, message } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { samePartsOf } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

const RTF = lines("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}", "\\f0 Gr\\'f6\\'dfe\\par", "}");

export const richTextFilesPass: Case = unchanged({
  id: "PACK-13",
  title: "A message of rich text alone passes",
  requirement: {
    text: "A message need have neither plain text nor HTML: its one part may be of any type.",
    source: "RFC 2046 §4.1",
  },
  level: "must",
  sends: "A message whose one part is text/rtf, without plain text or HTML.",
  judges: "The rich text is the same line by line.",
  mail: () => message([], file("text/rtf", Buffer.from(RTF))),
  holds: [samePartsOf("text/rtf")],
});
