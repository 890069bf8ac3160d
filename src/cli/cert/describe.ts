// What a person wants to know of a certificate. RFC 5280.
import { X509Certificate } from "node:crypto";

/** id-kp-serverAuth and id-kp-clientAuth, RFC 5280 §4.2.1.12. */
const [SERVER, CLIENT] = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"];

export interface CertificateFacts {
  readonly subject: string;
  /** Subject alternative names, without their kind. */
  readonly names: readonly string[];
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly use: readonly ("authority" | "client" | "server")[];
  readonly fingerprint256: string;
}

/** @throws Error when the text is no certificate in PEM. */
export function describeCertificate(pem: string): CertificateFacts {
  const certificate = new X509Certificate(pem);
  const { subject, subjectAltName = "", keyUsage = [], fingerprint256 } = certificate;
  return {
    subject: subject.split("\n").join(", "),
    names: subjectAltName.split(", ").flatMap((name) => name.replace(/^(?:DNS|IP Address):/, "") || []),
    validFrom: certificate.validFromDate.toISOString(),
    validTo: certificate.validToDate.toISOString(),
    use: [
      ...(certificate.ca ? (["authority"] as const) : []),
      ...(keyUsage.includes(CLIENT) ? (["client"] as const) : []),
      ...(keyUsage.includes(SERVER) ? (["server"] as const) : []),
    ],
    fingerprint256,
  };
}
