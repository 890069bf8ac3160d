import { attached, file, message, multipart, text } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFiles } from "../judging/files.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const manyPartsPass: Case = unchanged({
  id: "PACK-18",
  title: "Mail of two hundred parts passes",
  requirement: {
    text: "A multipart may have any number of parts.",
    source: "RFC 2046 §5.1.1",
  },
  level: "must",
  sends: "A text and 200 files.",
  judges: "All files have the same bytes and names.",
  mail: () => {
    const files = Array.from({ length: 200 }, (_, index) =>
      file("application/octet-stream", document(20 + index), [attached(`file-${index}.bin`)]),
    );
    return message([], multipart("mixed", [text("All files.\r\n", { charset: "us-ascii" }), ...files]));
  },
  holds: [sameFiles, sameTexts],
});
