// The authorities that a connector's caFile names.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

const known = new Map<string, readonly string[]>();

/** SHA-256 fingerprints of the certificates in a PEM file; none where it can't be read. */
export function authoritiesIn(file: string): readonly string[] {
  let found = known.get(file);
  if (!found) {
    found = fingerprints(file);
    known.set(file, found);
  }
  return found;
}

function fingerprints(file: string): string[] {
  try {
    const blocks = readFileSync(file, "utf8").match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return blocks.map((block) => new X509Certificate(block).fingerprint256);
  } catch {
    return [];
  }
}
