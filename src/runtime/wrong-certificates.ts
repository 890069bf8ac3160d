// Certificates that a connection should not be trusted for: signed by an authority that nobody knows, or made out to
// somebody else. Made when they are first asked for, in a folder beside the authority.
import { dirname, join } from "node:path";
import { type CertificateFiles, issueCertificate } from "./certificates.ts";

export type WrongCertificate = "untrusted" | "other-name";

const STRANGER = "stranger.example";
const USE = { client: true, server: true };

/** `names`: whose certificate should be shown. */
export function wrongCertificates(ca: CertificateFiles, names: readonly string[]) {
  const folder = dirname(ca.certFile);
  const made = new Map<WrongCertificate, Promise<CertificateFiles>>();
  const make = (which: WrongCertificate): Promise<CertificateFiles> => {
    if (which === "untrusted") return issueCertificate(join(folder, "wrong"), names, USE);
    const files = { certFile: join(folder, "wrong", "stranger.pem"), keyFile: join(folder, "wrong", "stranger.key") };
    return issueCertificate(folder, STRANGER, { ...USE, files });
  };
  return (which: WrongCertificate): Promise<CertificateFiles> => {
    const known = made.get(which) ?? make(which);
    made.set(which, known);
    return known;
  };
}
