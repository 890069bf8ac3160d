import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { issueCertificate, loadOrCreateCertificates } from "../../../src/runtime/certificates.ts";

const names = { server: ["mx.contoso.com", "localhost", "127.0.0.1"], smartHost: ["smarthost.example"] };
const DAY_MS = 86_400_000;
let dir: string;

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), "recall-sandbox-tls-")), "tls");
});

afterEach(async () => {
  vi.useRealTimers();
  await rm(join(dir, ".."), { recursive: true });
});

const parse = (pem: string) => new X509Certificate(pem);

describe("loadOrCreateCertificates()", () => {
  it("makes an authority and what it signs, keys for the owner only", async () => {
    const { ca, server, smartHost } = await loadOrCreateCertificates(dir, names);
    expect(parse(ca.cert)).toMatchObject({ ca: true, subject: "CN=recall-sandbox CA" });
    for (const leaf of [server, smartHost]) {
      const certificate = parse(leaf.cert);
      expect(certificate.ca).toBe(false);
      expect(certificate.checkIssued(parse(ca.cert))).toBe(true);
      expect(certificate.verify(parse(ca.cert).publicKey)).toBe(true);
      expect((await stat(leaf.keyFile)).mode & 0o777).toBe(0o600);
      expect(await readFile(leaf.certFile, "utf8")).toBe(leaf.cert);
    }
    expect(parse(server.cert).subjectAltName).toBe("DNS:mx.contoso.com, DNS:localhost, IP Address:127.0.0.1");
    expect(parse(server.cert).keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    expect(parse(smartHost.cert).keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
  });

  it("loads what it made", async () => {
    const first = await loadOrCreateCertificates(dir, names);
    expect(await loadOrCreateCertificates(dir, names)).toEqual(first);
  });

  it("makes a leaf anew when its names change, its files are damaged or it is about to expire", async () => {
    const first = await loadOrCreateCertificates(dir, names);
    const renamed = await loadOrCreateCertificates(dir, { ...names, server: ["mx.fabrikam.com"] });
    expect(renamed.server.cert).not.toBe(first.server.cert);
    expect(renamed.smartHost).toEqual(first.smartHost);
    await writeFile(first.smartHost.keyFile, "damaged");
    expect((await loadOrCreateCertificates(dir, names)).smartHost.key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    vi.useFakeTimers({ now: Date.now() + 380 * DAY_MS, toFake: ["Date"] });
    const later = await loadOrCreateCertificates(dir, names);
    expect(later.ca).toEqual(first.ca);
    expect(parse(later.server.cert).validToDate.getTime()).toBeGreaterThan(Date.now() + 300 * DAY_MS);
  });

  it("makes everything anew when the authority is about to expire", async () => {
    const first = await loadOrCreateCertificates(dir, names);
    vi.useFakeTimers({ now: Date.now() + 3_640 * DAY_MS, toFake: ["Date"] });
    const later = await loadOrCreateCertificates(dir, names);
    expect(later.ca.cert).not.toBe(first.ca.cert);
    expect(parse(later.server.cert).verify(parse(later.ca.cert).publicKey)).toBe(true);
  });

  it("does not replace a damaged authority silently", async () => {
    const { ca } = await loadOrCreateCertificates(dir, names);
    await writeFile(ca.certFile, "damaged");
    await expect(loadOrCreateCertificates(dir, names)).rejects.toThrow(`Cannot read ${ca.certFile} or its key`);
  });
});

describe("issueCertificate()", () => {
  it("makes a client certificate with the same authority", async () => {
    const { ca } = await loadOrCreateCertificates(dir, names);
    const issued = await issueCertificate(dir, "*.vendor.example", { client: true, server: false });
    expect(issued.certFile).toBe(join(dir, "wildcard.vendor.example.pem"));
    expect(parse(issued.cert).subjectAltName).toBe("DNS:*.vendor.example");
    expect(parse(issued.cert).keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(parse(issued.cert).verify(parse(ca.cert).publicKey)).toBe(true);
  });

  it.each(["ca", "server", "../escape", "a/b", "", "a..b", "-x"])('refuses the name "%s"', async (name) => {
    await expect(issueCertificate(dir, name, { client: true, server: false })).rejects.toThrow(
      "Cannot issue a certificate",
    );
  });
});
