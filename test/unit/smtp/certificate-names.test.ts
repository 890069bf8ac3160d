import type { PeerCertificate } from "node:tls";
import { describe, expect, it } from "vitest";
import { certificateNames, matchesCertificateName } from "../../../src/smtp/certificate-names.ts";

const certificate = (CN: string | string[] | undefined, subjectaltname?: string) =>
  ({ subject: { CN }, subjectaltname }) as unknown as PeerCertificate;

describe("certificateNames()", () => {
  it.each([
    [certificate("Mail.Example"), ["mail.example"]],
    [
      certificate("mail.example", "DNS:Mail.example, DNS:*.b.example, IP Address:127.0.0.1"),
      ["mail.example", "*.b.example"],
    ],
    [certificate(["a.example", "b.example"]), ["a.example", "b.example"]],
    [certificate(undefined), []],
    // What pretends to be more is put in quotes by Node and is no name.
    [certificate("x", 'DNS:"evil.example, DNS:contoso.com", DNS:ok.example'), ["x", "ok.example"]],
    [certificate("x", 'URI:"http://x/, DNS:contoso.com"'), ["x"]],
    [certificate("contoso.com\0.evil.example"), []],
    [certificate("Contoso Ltd"), []],
  ])("%#", (given, names) => expect(certificateNames(given)).toEqual(names));
});

describe("matchesCertificateName()", () => {
  it.each([
    ["mail.contoso.com", ["mail.contoso.com"], true],
    ["Mail.Contoso.com", ["*.contoso.com"], true],
    ["mail.contoso.com", ["*.mail.contoso.com", "contoso.com"], false],
    ["a.mail.contoso.com", ["*.contoso.com"], false],
    ["*.contoso.com", ["*.contoso.com"], true],
    ["*.contoso.com", ["eu.mail.contoso.com"], true],
    ["*.contoso.com", ["contoso.com"], false],
    ["*.contoso.com", ["evilcontoso.com"], false],
    ["com", ["*"], false],
    ["contoso.com", [], false],
  ])("%s by %j: %s", (wanted, names, expected) => expect(matchesCertificateName(wanted, names)).toBe(expected));
});
