import { message } from "../../mail/compose.ts";
import { pgpSigned } from "../../mail/signed-mail.ts";
import type { Case } from "../case.ts";
import { sameSignedBytes } from "../judging/bytes.ts";
import { sameBranches } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const pgpSignaturesStayValid: Case = unchanged({
  id: "MIME-14",
  title: "PGP/MIME signatures stay valid",
  requirement: {
    text: "What is signed must not be changed in any way after it was signed.",
    source: "RFC 3156 §5",
  },
  level: "must",
  sends: "A multipart/signed with an OpenPGP signature over text in quoted-printable, with a soft line break.",
  judges: "The first part has the same bytes, header fields included, and the signature is the same.",
  mail: () => message([], pgpSigned()),
  holds: [sameBranches("multipart/signed"), sameSignedBytes],
});
