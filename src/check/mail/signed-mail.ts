// Signed and encrypted messages as their standards build them.
import { attached, type Entity, file, multipart } from "./compose.ts";
import { PGP_MESSAGE, PGP_SIGNATURE, PGP_SIGNED_PART, SMIME_SIGNATURE, SMIME_SIGNED_PART } from "./signed-samples.ts";

/** RFC 8551 §3.5.3 */
export function smimeSigned(): Entity {
  const signature = file("application/pkcs7-signature; name=smime.p7s", SMIME_SIGNATURE, [attached("smime.p7s")]);
  const type = 'signed; protocol="application/pkcs7-signature"; micalg=sha-256';
  return multipart(type, [written(SMIME_SIGNED_PART), signature]);
}

/** RFC 3156 §5 */
export function pgpSigned(): Entity {
  const fields = ["Content-Type: application/pgp-signature; name=signature.asc", attached("signature.asc")];
  const type = 'signed; protocol="application/pgp-signature"; micalg=pgp-sha256';
  return multipart(type, [written(PGP_SIGNED_PART), { fields, body: Buffer.from(PGP_SIGNATURE) }]);
}

/** RFC 3156 §4 */
export function pgpEncrypted(): Entity {
  return multipart('encrypted; protocol="application/pgp-encrypted"', [
    { fields: ["Content-Type: application/pgp-encrypted"], body: Buffer.from("Version: 1\r\n") },
    {
      fields: ["Content-Type: application/octet-stream; name=encrypted.asc", attached("encrypted.asc")],
      body: Buffer.from(PGP_MESSAGE),
    },
  ]);
}

/** Header fields and body apart; the line end behind the body belongs to the part. */
function written(part: string): Entity {
  const blank = part.indexOf("\r\n\r\n");
  return { fields: part.slice(0, blank).split("\r\n"), body: Buffer.from(part.slice(blank + 4)) };
}
