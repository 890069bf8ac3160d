import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../src/cli/program.ts";
import { fakeTerminal } from "./terminal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cert-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cert(...argv: string[]) {
  const terminal = fakeTerminal();
  const code = await run(["cert", ...argv, "--data", join(folder, "data")], terminal);
  return { code, out: terminal.written.join("\n"), err: terminal.complained.join("\n") };
}
const issue = (...argv: string[]) => cert("issue", ...argv, "--out", join(folder, "out"));
const out = (file: string) => readFileSync(join(folder, "out", file), "utf8");

describe("cert issue", () => {
  it("writes certificate, key and authority, and says what to put into the connectors", async () => {
    const said = await issue("SmartHost.vendor.example", "127.0.0.1", "::1", "--days", "30");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(said.out).toContain("tlsSenderCertificateName: smarthost.vendor.example");
    expect(said.out).toContain("tlsDomain: smarthost.vendor.example");
    expect(said.out).toMatch(/openssl s_client .* -starttls smtp .*smarthost\.vendor\.example\.crt/);
    expect(said.out).toContain("had no authority yet and has one now");
    const certificate = new X509Certificate(out("smarthost.vendor.example.crt"));
    const authority = new X509Certificate(out("ca.crt"));
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(certificate.subjectAltName).toBe(
      "DNS:smarthost.vendor.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1",
    );
    expect((certificate.validToDate.getTime() - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
    expect(statSync(join(folder, "out", "smarthost.vendor.example.key")).mode & 0o777).toBe(0o600);
    expect(out("ca.crt")).toBe(readFileSync(join(folder, "data", "tls", "ca.pem"), "utf8"));
  });

  it.each<[string[], string[]]>([
    [[], ["client", "server"]],
    [["--client"], ["client"]],
    [["--server"], ["server"]],
    [
      ["--client", "--server"],
      ["client", "server"],
    ],
  ])("%j is good for %j", async (argv, use) => {
    const { out } = await issue("a.example", "--json", ...argv);
    expect(JSON.parse(out)).toMatchObject({ names: ["a.example"], use, keyFile: join(folder, "out", "a.example.key") });
  });

  it("replaces nothing unless told to, another authority's ca.crt included", async () => {
    await issue("a.example");
    const before = out("a.example.key");
    const again = await issue("a.example");
    expect(again.code).toBe(2);
    expect(again.err).toContain("a.example.key are there already; nothing was written");
    expect(out("a.example.key")).toBe(before);
    expect((await issue("a.example", "--force")).code).toBe(0);
    expect(out("a.example.key")).not.toBe(before);

    writeFileSync(join(folder, "out", "ca.crt"), "of somebody else");
    expect((await issue("b.example")).err).toContain("ca.crt is there already; nothing was written");
    expect(readdirSync(join(folder, "out")).filter((file) => file.startsWith("b."))).toEqual([]);
  });

  it("a wildcard and a name beyond ASCII have file names that are none", async () => {
    const { out } = await issue("*.vendor.example", "--json");
    expect(JSON.parse(out).certFile).toBe(join(folder, "out", "wildcard.vendor.example.crt"));
    expect(JSON.parse((await issue("bücher.example", "--json")).out).names).toEqual(["xn--bcher-kva.example"]);
  });

  it.each([
    "../escape",
    "a/b",
    "",
    "a..b",
    "-x.example",
    "a b",
    "*",
    "*.example.*",
    "1.2.3",
    "a_b.example",
    "x".repeat(64),
  ])('refuses the name "%s", and says what would be right', async (name) => {
    const { code, err } = await cert("issue", "--out", join(folder, "out"), "--", name);
    expect(code).toBe(2);
    expect(err).toContain("can't stand in a certificate: it must be a host name such as");
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(["ca", "server", "smart-host"])("refuses %s: a file of the sandbox itself would be lost", async (name) => {
    expect((await issue(name)).err).toContain("what the sandbox calls a certificate of its own");
  });

  it.each(["0", "1.5", "4000", "soon"])("refuses --days %s", async (days) => {
    expect((await issue("a.example", "--days", days)).err).toContain("a whole number of days, 1 to 3650");
  });

  it("names a damaged authority instead of replacing it", async () => {
    await issue("a.example");
    writeFileSync(join(folder, "data", "tls", "ca.key"), "damaged");
    const { code, err } = await issue("b.example");
    expect(code).toBe(2);
    expect(err).toContain(join("data", "tls", "ca.pem"));
    expect(err).not.toContain("    at ");
  });
});

describe("cert show", () => {
  it("tells names, end, use and whether our authority signed", async () => {
    await issue("a.example", "--client");
    const { out } = await cert("show", join(folder, "out", "a.example.crt"), join(folder, "data", "tls", "ca.pem"));
    expect(out).toMatch(/a\.example\.crt +a\.example +\d{4}-\d\d-\d\d +client +yes/);
    expect(out).toMatch(/ca\.pem +CN=recall-sandbox CA +\d{4}-\d\d-\d\d +authority +yes/);
    const [listed] = JSON.parse((await cert("show", "--json")).out);
    expect(listed).toMatchObject({ file: join(folder, "data", "tls", "ca.pem"), use: ["authority"], signedByUs: true });
  });

  it("says so where there is none, or the file is something else", async () => {
    expect(await cert("show")).toMatchObject({ code: 1, out: "" });
    writeFileSync(join(folder, "x"), "x");
    expect((await cert("show", join(folder, "x"))).err).toContain("is no certificate in PEM");
    expect((await cert("show", join(folder, "y"))).code).toBe(2);
  });
});
