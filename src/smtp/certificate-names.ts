// Names in X.509 certificates: reading them and matching them. RFC 6125 §6.4; TlsDomain and TlsSenderCertificateName
// of connectors may start with "*." and then stand for every host below.
import type { DetailedPeerCertificate, PeerCertificate } from "node:tls";

// Node writes "DNS:a.example, IP Address:127.0.0.1" and puts quotes around whatever could pretend to be more.
const ALTERNATIVE_NAME = /([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,"]*)(?:, |$)/y;
const HOST_NAME = /^(?:\*\.)?[a-z0-9_\x80-\uffff](?:[a-z0-9_\x80-\uffff.-]*[a-z0-9_\x80-\uffff])?$/;

/** Subject common names and DNS subject alternative names, lower case, each once. */
export function certificateNames(certificate: PeerCertificate | DetailedPeerCertificate): string[] {
  const commonNames = [certificate.subject?.CN ?? []].flat();
  const names = [...commonNames, ...alternativeNames(certificate.subjectaltname ?? "")];
  return [...new Set(names.map((name) => name.toLowerCase()).filter((name) => HOST_NAME.test(name)))];
}

function alternativeNames(text: string): string[] {
  const names: string[] = [];
  ALTERNATIVE_NAME.lastIndex = 0;
  for (let match = ALTERNATIVE_NAME.exec(text); match && match[0] !== ""; match = ALTERNATIVE_NAME.exec(text)) {
    if (match[1] === "DNS" && !match[2]?.startsWith('"')) names.push(match[2] ?? "");
  }
  return names;
}

/**
 * "mail.contoso.com" is matched by that name or by "*.contoso.com"; "*.contoso.com" by itself and by every name below
 * contoso.com.
 */
export function matchesCertificateName(wanted: string, names: readonly string[]): boolean {
  const name = wanted.toLowerCase();
  if (name.startsWith("*.")) return names.some((candidate) => candidate.endsWith(name.slice(1)));
  // RFC 6125 §6.4.3: a wildcard stands for one label.
  const parent = name.replace(/^[^.]+/, "*");
  return names.some((candidate) => candidate === name || (parent.includes(".") && candidate === parent));
}
