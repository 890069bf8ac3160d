import { attached, file, message, multipart } from "../../mail/compose.ts";
import { calendar, meeting } from "../../mail/machine-mail.ts";
import type { Case } from "../case.ts";
import { sameFiles, samePartsOf } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const calendarsKeepTheirBytes: Case = unchanged({
  id: "MIME-28",
  title: "The calendar of an invitation keeps its bytes",
  requirement: {
    text: "Programs read a text/calendar part: its lines, folding and charset are as they were.",
    source: "RFC 6047 §2.4",
  },
  level: "must",
  sends:
    "An invitation: text, HTML and text/calendar with method=REQUEST as alternatives, the same calendar attached as a file.",
  judges: "The calendar says the same line by line, and the file has the same bytes.",
  mail: () =>
    message(
      ["Content-Class: urn:content-classes:calendarmessage"],
      multipart("mixed", [
        meeting("REQUEST"),
        file("application/ics; name=invite.ics", Buffer.from(calendar("REQUEST")), [attached("invite.ics")]),
      ]),
    ),
  holds: [samePartsOf("text/calendar"), sameFiles],
});
