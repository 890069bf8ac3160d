import { attached, file, message } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { sameFiles, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const aFileAloneArrives: Case = unchanged({
  id: "MIME-11",
  title: "A message that is nothing but a file arrives",
  requirement: {
    text: "A message need not be a multipart: its one part may be of any type.",
    source: "RFC 2045 §5",
  },
  level: "must",
  sends: "A message of type application/pdf, without text.",
  judges: "The file has the same bytes, name and type.",
  mail: () => message([], file("application/pdf; name=scan.pdf", document(3000), [attached("scan.pdf")])),
  holds: [sameFiles, sameTypes],
});
