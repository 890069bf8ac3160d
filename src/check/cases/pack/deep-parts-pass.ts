import { attached, file, message, multipart, text } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFiles } from "../judging/files.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const deepPartsPass: Case = unchanged({
  id: "PACK-19",
  title: "Mail of parts twenty deep passes",
  requirement: {
    text: "Multiparts may be nested; none may be flattened, for each says how its parts belong together.",
    source: "RFC 2046 §5.1.1",
  },
  level: "must",
  sends: "A file twenty multiparts deep, each with a text of its own.",
  judges: "The file has the same bytes, and the texts are there.",
  mail: () => {
    let content = file("application/octet-stream", document(400), [attached("deep.bin")]);
    for (let depth = 20; depth > 0; depth -= 1)
      content = multipart("mixed", [text(`Level ${depth}\r\n`, { charset: "us-ascii" }), content]);
    return message([], content);
  },
  holds: [sameFiles, sameTexts],
});
