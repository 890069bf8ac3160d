// Certificates for the tests beside this file, made once per test file in a folder that is removed.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import {
  type CertificateFiles,
  issueCertificate,
  loadOrCreateCertificates,
} from "../../../src/runtime/certificates.ts";

export async function makeCertificates() {
  const dir = await mkdtemp(join(tmpdir(), "recall-sandbox-tls-"));
  afterAll(() => rm(dir, { recursive: true }));
  const made = await loadOrCreateCertificates(join(dir, "ours"), {
    server: ["mx.contoso.com", "localhost", "127.0.0.1"],
    smartHost: ["smarthost.example", "*.smarthost.example"],
  });
  const stranger: CertificateFiles = await issueCertificate(join(dir, "theirs"), "smarthost.example", {
    client: true,
    server: true,
  });
  const { ca: strangers } = await loadOrCreateCertificates(join(dir, "theirs"), {
    server: ["x.example"],
    smartHost: ["x.example"],
  });
  return { ...made, stranger: { ...stranger, ca: strangers } };
}
