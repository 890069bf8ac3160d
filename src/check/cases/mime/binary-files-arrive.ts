import { attached, file, message, multipart, text } from "../../mail/compose.ts";
import { document, everyByte } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFiles, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const binaryFilesArrive: Case = unchanged({
  id: "MIME-06",
  title: "Attached files arrive byte for byte",
  requirement: {
    text: "Base64 carries any bytes: what is decoded is what was attached, line ends and zero bytes included.",
    source: "RFC 2045 §6.8",
  },
  level: "must",
  sends: "A file with all 256 values of a byte and line ends of all kinds, and one of 20,000 bytes.",
  judges: "Both files have the same bytes, names and types.",
  mail: () =>
    message(
      [],
      multipart("mixed", [
        text("Two files.\r\n", { charset: "us-ascii" }),
        file("application/octet-stream", everyByte(), [attached("bytes.bin")]),
        file("application/pdf", document(20_000), [attached("report.pdf")]),
      ]),
    ),
  holds: [sameFiles, sameTypes],
});
