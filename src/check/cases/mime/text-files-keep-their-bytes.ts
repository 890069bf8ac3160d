import { attached, file, message, multipart, text } from "../../mail/compose.ts";
import type { Case } from "../case.ts";
import { sameFiles, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const textFilesKeepTheirBytes: Case = unchanged({
  id: "MIME-09",
  title: "Attached text files arrive byte for byte",
  requirement: {
    text: "An attachment is a file, whatever its media type: who carries it does not know what its line ends mean.",
    source: "RFC 2045 §6.8",
  },
  level: "must",
  sends:
    "A file of type text/csv in base64, whose lines end in LF alone, without one at the end, and one in UTF-8 with a byte order mark.",
  judges: "Both files have the same bytes.",
  mail: () => {
    const table = file("text/csv; charset=us-ascii; name=table.csv", Buffer.from("id,name\n1,Alice\n2,Bob"), [
      attached("table.csv"),
    ]);
    const notes = file("text/plain; charset=utf-8; name=notes.txt", Buffer.from("\ufeffGröße\r\n\nlast line"), [
      attached("notes.txt"),
    ]);
    return message([], multipart("mixed", [text("Two files.\r\n", { charset: "us-ascii" }), table, notes]));
  },
  holds: [sameFiles, sameTypes],
});
