import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckCommandOptions } from "../../../../src/cli/check/command-options.ts";
import { parseCheckOptions } from "../../../../src/cli/check/parse-options.ts";
import { loadOrCreateAuthority } from "../../../../src/runtime/certificates.ts";

const parse = (given: Partial<CheckCommandOptions>) =>
  parseCheckOptions({ tls: "opportunistic", profile: "full", timeout: "30s", smartHost: "127.0.0.1:10025", ...given });

let folder: string;
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "check-options-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("options of the check", () => {
  it("have defaults", () => {
    expect(parse({})).toEqual({
      smartHost: { host: "127.0.0.1", port: 10025 },
      returnTo: { host: "127.0.0.1", port: 2528 },
      ...{ profile: "full", tls: "opportunistic", timeoutMs: 30_000 },
    });
  });

  it("take a built-in host, which hands back to any free port", () => {
    const { smartHost: _, ...given } = { smartHost: "", ...{ builtin: "signature", behaviour: ["delay=1s"] } };
    const options = parseCheckOptions({ tls: "none", profile: "recall", timeout: "2m", ...given });
    expect(options.builtIn).toEqual({ preset: "signature", behaviours: ["delay=1s"] });
    expect(options.returnTo.port).toBe(0);
  });

  it("take what a vendor needs", () => {
    expect(
      parse({
        ...{ only: "wire-01, RECALL", auth: "vendor:se:cret", loopHeader: "X-Done=yes", rate: "2.5", seed: "7" },
        edits: ["signature", "signature=-- …Legal notice"],
      }),
    ).toMatchObject({
      ...{ only: ["wire-01", "RECALL"], auth: { username: "vendor", password: "se:cret" }, rate: 2.5, seed: 7 },
      loopHeader: { name: "X-Done", value: "yes" },
      edits: [{ kind: "signature" }, { kind: "signature", begin: "-- ", end: "Legal notice" }],
    });
  });

  it("read recipients from a file", () => {
    const recipients = file("users.txt", "\uFEFF# licensed\nbob@contoso.com\r\n\ncarol@Contoso.com # since May\n");
    expect(parse({ recipients }).recipients).toEqual(["bob@contoso.com", "carol@Contoso.com"]);
  });

  it("say in which line of that file something is wrong", () => {
    const recipients = file("wrong.txt", "bob@contoso.com\nbob\nbob@fabrikam.com\nBOB@contoso.com\n");
    expect(() => parse({ recipients })).toThrow(
      [
        "--recipients:",
        `${recipients}:2: "bob" is no address such as bob@contoso.com.`,
        `${recipients}:3: bob@fabrikam.com is not of contoso.com (--domain).`,
        `${recipients}:4: BOB@contoso.com stands in line 1 already.`,
      ].join("\n"),
    );
  });

  it("want a certificate with its key", async () => {
    const own = await loadOrCreateAuthority(join(folder, "tls"));
    const both = file("both.pem", `${own.cert}\n${own.key}`);
    expect(parse({ clientCert: both, ca: file("ca.pem", own.cert) })).toMatchObject({
      clientCertificate: { key: own.key.trim() },
      ca: own.cert,
    });
    expect(() => parse({ clientCert: file("half.pem", own.cert) })).toThrow(/must hold both/);
    expect(() => parse({ ca: file("no.pem", "hello") })).toThrow(/is no PEM certificate/);
  });

  it("never print what signs in", () => {
    expect(() => parse({ auth: "topsecret" })).toThrow(/^(?!.*topsecret)--auth must be user:password/);
  });

  it.each<[Partial<CheckCommandOptions>, RegExp]>([
    [{ smartHost: "10025" }, /--smart-host must be host:port/],
    [{ smartHost: "127.0.0.1:0" }, /needs a port/],
    [{ return: "127.0.0.1:99999" }, /--return must be host:port/],
    [{ profile: "recal" }, /--profile is one of .*did you mean recall\?/],
    [{ tls: "require" }, /did you mean required\?/],
    [{ only: " , " }, /--only names nothing/],
    [{ timeout: "30" }, /--timeout must be a duration/],
    [{ timeout: "2h" }, /from 1s to 1h/],
    [{ rate: "0" }, /--rate must be a number above 0/],
    [{ seed: "1.5" }, /--seed must be a whole number/],
    [{ loopHeader: "X Done=1" }, /--loop-header must be NAME=VALUE/],
    [{ edits: ["banner"] }, /--edits is signature/],
    [{ edits: ["signature=--"] }, /BEGIN…END/],
    [{ domain: "contoso" }, /--domain must be a domain/],
    [{ from: "alice" }, /--from must be an address/],
    [{ from: "alice@fabrikam.com", domain: "contoso.com" }, /is not of --domain contoso.com/],
    [{ behaviour: ["delay=1s"] }, /--behaviour belongs to --builtin/],
    [{ recipients: "/nonexistent/users" }, /--recipients: cannot read/],
  ])("refuse %j", (given, why) => {
    expect(() => parse(given)).toThrow(why);
  });

  it("want a yes before mail or a port leaves this machine", () => {
    const abroad = { smartHost: "mail.vendor.example:25", domain: "contoso.com" };
    expect(() => parse(abroad)).toThrow(
      /^mail.vendor.example is not this machine: .* from alice@contoso.com to mailboxes of contoso.com.*--yes/,
    );
    expect(parse({ ...abroad, yes: true }).smartHost?.host).toBe("mail.vendor.example");
    expect(() => parse({ return: "0.0.0.0:2528" })).toThrow(/opens a port to other machines.*--yes/);
    expect(parse({ smartHost: "localhost:10025" }).smartHost?.host).toBe("localhost");
  });
});
