import { attached, file, message } from "../../mail/compose.ts";
import { SMIME_OPAQUE } from "../../mail/signed-samples.ts";
import type { Case } from "../case.ts";
import { sameFiles, samePartsOf, sameTypes } from "../judging/files.ts";
import { unchanged } from "../unchanged.ts";

export const opaqueSignedMailPasses: Case = unchanged({
  id: "PACK-07",
  title: "Mail signed with S/MIME in one part passes",
  requirement: {
    text: "The content of application/pkcs7-mime is one CMS object, and smime-type says which.",
    source: "RFC 8551 §3.2",
  },
  level: "must",
  sends: "A message of type application/pkcs7-mime with smime-type=signed-data.",
  judges: "The CMS object has the same bytes, name, type and smime-type.",
  mail: () =>
    message(
      [],
      file("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", SMIME_OPAQUE, [attached("smime.p7m")]),
    ),
  holds: [sameFiles, sameTypes, samePartsOf("application/pkcs7-mime")],
});
