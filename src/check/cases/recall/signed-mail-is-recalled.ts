import { attached, file, message, multipart, text } from "../../mail/compose.ts";
import { document } from "../../mail/samples.ts";
import type { Case } from "../case.ts";
import { recalledMail } from "./recalled-mail.ts";

const SIGNED = message(
  [],
  multipart('signed; protocol="application/pkcs7-signature"; micalg=sha-256', [
    text("Agreed, as discussed.\r\n"),
    file("application/pkcs7-signature; name=smime.p7s", document(1_500), [attached("smime.p7s")]),
  ]),
);

const ENVELOPED = message(
  [],
  file("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", document(4_000), [attached("smime.p7m")]),
);

export const signedMailIsRecalled: Case = recalledMail({
  id: "RECALL-16",
  title: "Recall of signed and of encrypted mail",
  requirement: {
    text: "Mail that the smart host must leave alone is recalled like any other.",
    source: "docs/recall.md R12",
  },
  level: "must",
  sends: "A message in S/MIME's signed form and one in its encrypted form, each recalled.",
  variants: [
    { who: "The signed message", mail: { raw: SIGNED }, generation: "B" },
    { who: "The encrypted message", mail: { raw: ENVELOPED }, generation: "B" },
  ],
});
