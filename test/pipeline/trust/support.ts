// Certificates of others, and what became of a message, for the tests beside this file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CertificateFiles,
  type Certificates,
  issueCertificate,
  loadOrCreateCertificates,
} from "../../../src/runtime/certificates.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { cleanUp } from "../../support/transport.ts";

/** A certificate made out to `name`, signed by the sandbox's own authority. */
export const certificateFor = (on: Sandbox, name: string): Promise<CertificateFiles> =>
  issueCertificate(join(on.folder, "tls"), name, { client: true, server: false });

/** Another authority, with a smart host's certificate made out to `name`. */
export function otherAuthority(name: string): Promise<Certificates> {
  const dir = mkdtempSync(join(tmpdir(), "recall-sandbox-test-"));
  cleanUp(() => rmSync(dir, { recursive: true, force: true }));
  return loadOrCreateCertificates(dir, { server: ["server.example"], smartHost: [name] });
}

/** How the last message was judged when it came in: "Internal", or "Anonymous by Connector/certificate". */
export async function judgement(on: Sandbox): Promise<string> {
  const rows = await on.tracking.find({});
  const { data } = rows.findLast((row) => row.eventId === "RECEIVE") ?? {};
  const { authAs, attribution } = (data ?? {}) as { authAs?: string; attribution?: { connector: string; by: string } };
  return attribution ? `${authAs} by ${attribution.connector}/${attribution.by}` : `${authAs}`;
}

export const HOST = "host.vendor.example";

export const byCertificate = {
  name: "Host",
  connectorType: "OnPremises",
  tlsSenderCertificateName: HOST,
};

export const byAddress = {
  name: "Local",
  connectorType: "OnPremises",
  senderIPAddresses: ["127.0.0.1"],
};
