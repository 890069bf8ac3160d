import { attached, file, inLinesOf, message, multipart, text } from "../../mail/compose.ts";
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
  sends:
    "A file with all 256 values of a byte and line ends of all kinds, one of 20,000 bytes, and one in base64 lines of 60.",
  judges: "The files have the same bytes, names and types.",
  mail: () =>
    message(
      [],
      multipart("mixed", [
        text("Three files.\r\n", { charset: "us-ascii" }),
        file("application/octet-stream", everyByte(), [attached("bytes.bin")]),
        file("application/pdf", document(20_000), [attached("report.pdf")]),
        inLinesOf(60, file("application/zip", document(1001), [attached("archive.zip")])),
      ]),
    ),
  holds: [sameFiles, sameTypes],
});
