import { attached, file, message } from "../../mail/compose.ts";
import { SMIME_ENVELOPED } from "../../mail/signed-samples.ts";
import type { Case } from "../case.ts";
import { sameFiles, samePartsOf, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const encryptedMailPasses: Case = unchanged({
  id: "PACK-08",
  title: "Mail encrypted with S/MIME passes",
  requirement: {
    text: "The content of application/pkcs7-mime is one CMS object, and smime-type says which.",
    source: "RFC 8551 §3.2",
  },
  level: "must",
  sends: "A message of type application/pkcs7-mime with smime-type=enveloped-data.",
  judges: "The CMS object has the same bytes, name, type and smime-type.",
  mail: () =>
    message(
      [],
      file("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", SMIME_ENVELOPED, [
        attached("smime.p7m"),
      ]),
    ),
  holds: [sameFiles, sameTypes, samePartsOf("application/pkcs7-mime")],
});
