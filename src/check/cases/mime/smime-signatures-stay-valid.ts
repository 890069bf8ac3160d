import { message } from "../../mail/compose.ts";
import { smimeSigned } from "../../mail/signed-mail.ts";
import type { Case } from "../case.ts";
import { sameSignedBytes } from "../judging/bytes.ts";
import { sameBranches } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const smimeSignaturesStayValid: Case = unchanged({
  id: "MIME-13",
  title: "S/MIME signatures stay valid",
  requirement: {
    text: "What is signed must not be changed in any way after it was signed.",
    source: "RFC 1847 §2.1",
  },
  level: "must",
  sends: 'A multipart/signed with an S/MIME signature; lines of the text end in blanks, and one is "-- ".',
  judges: "The first part has the same bytes, header fields included, and the signature is the same.",
  mail: () => message([], smimeSigned()),
  holds: [sameBranches("multipart/signed"), sameSignedBytes],
});
