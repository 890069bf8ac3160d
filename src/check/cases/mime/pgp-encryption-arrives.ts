import { message } from "../../mail/compose.ts";
import { pgpEncrypted } from "../../mail/signed-mail.ts";
import type { Case } from "../case.ts";
import { sameBranches, sameFiles, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const pgpEncryptionArrives: Case = unchanged({
  id: "MIME-16",
  title: "Mail encrypted with PGP/MIME arrives",
  requirement: {
    text: "A multipart/encrypted has two parts: the control part, and the data, which only its recipients can read.",
    source: "RFC 3156 §4",
  },
  level: "must",
  sends: "A multipart/encrypted with an OpenPGP message.",
  judges: "Both parts have the same bytes, and protocol says what they are.",
  mail: () => message([], pgpEncrypted()),
  holds: [sameBranches("multipart/encrypted"), sameFiles, sameTypes],
});
