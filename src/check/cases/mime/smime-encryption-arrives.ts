import { attached, file, message } from "../../mail/compose.ts";
import { SMIME_ENVELOPED } from "../../mail/signed-samples.ts";
import type { Case } from "../case.ts";
import { sameFiles, samePartsOf, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const smimeEncryptionArrives: Case = unchanged({
  id: "MIME-15",
  title: "Mail encrypted with S/MIME arrives",
  requirement: {
    text: "The content of application/pkcs7-mime is one CMS object: any other byte makes it unreadable.",
    source: "RFC 8551 §3.2",
  },
  level: "must",
  sends: "A message of type application/pkcs7-mime with smime-type=enveloped-data.",
  judges: "The CMS object has the same bytes, and its type and smime-type say what it is.",
  mail: () =>
    message(
      [],
      file("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", SMIME_ENVELOPED, [
        attached("smime.p7m"),
      ]),
    ),
  holds: [sameFiles, sameTypes, samePartsOf("application/pkcs7-mime")],
});
