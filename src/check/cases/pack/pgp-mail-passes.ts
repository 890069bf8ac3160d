import { message } from "../../mail/compose.ts";
import { pgpEncrypted, pgpSigned } from "../../mail/signed-mail.ts";
import type { Case } from "../case.ts";
import { sameBranches, sameFiles } from "../judging/files.ts";
import { sameTexts } from "../judging/texts.ts";
import { unchanged } from "../unchanged.ts";

export const pgpMailPasses: Case = unchanged({
  id: "PACK-09",
  title: "PGP/MIME passes, signed and encrypted",
  requirement: {
    text: "Signed and encrypted mail keeps its multipart with its protocol.",
    source: "RFC 3156 §4",
  },
  level: "must",
  sends: "A multipart/signed and a multipart/encrypted of PGP/MIME.",
  judges: "Multiparts, protocols, signature, data and text are the same, however the text is encoded.",
  labels: ["Signed mail", "Encrypted mail"],
  mail: () => [message([], pgpSigned()), message([], pgpEncrypted())],
  holds: [sameBranches("multipart/signed", "multipart/encrypted"), sameFiles, sameTexts],
});
