import { message } from "../../mail/compose.ts";
import { meeting } from "../../mail/machine-mail.ts";
import type { Case } from "../case.ts";
import { samePartsOf } from "../judging/files.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const invitationsPass: Case = unchanged({
  id: "PACK-01",
  title: "Invitations pass",
  requirement: {
    text: "A program acts on the text/calendar part by its method: both arrive.",
    source: "RFC 6047 §2.4",
  },
  level: "must",
  sends: "A meeting request as Outlook sends it.",
  judges: "The calendar and its method are the same; text and HTML too, but for a declared signature.",
  mail: () => message(["Content-Class: urn:content-classes:calendarmessage"], meeting("REQUEST")),
  holds: [samePartsOf("text/calendar"), sameTexts],
});
