import { describe, expect, it } from "vitest";
import type { Conversation } from "../../support/dialog.ts";
import { makeCertificates } from "./certificates.ts";
import { type Desk, eventually, greeted, startListener } from "./support.ts";

const { ca, server, smartHost, stranger } = await makeCertificates();
const tls = { key: server.key, cert: server.cert, ca: [ca.cert], requestClientCertificate: true };
const base64 = (text: string) => Buffer.from(text).toString("base64");
const authenticate = (username: string, password: string) =>
  password === "secret" ? `${username}@contoso.com` : undefined;

async function secured(desk: Desk, options: object = {}): Promise<Conversation> {
  const client = await greeted(desk);
  expect(await client.ask("STARTTLS")).toBe("220 2.0.0 Ready to start TLS");
  await client.startTls(options);
  await client.ask("EHLO client.example");
  return client;
}

async function sendOne(client: Conversation): Promise<void> {
  client.raw("MAIL FROM:<>\r\nRCPT TO:<b@x.example>\r\nDATA\r\n");
  for (let n = 0; n < 3; n += 1) expect(await client.reply()).toMatch(/^[23]/);
  client.raw("x\r\n.\r\n");
  expect(await client.reply()).toMatch(/^250/);
}

describe("STARTTLS", () => {
  it("reports protocol, cipher and the client's certificate", async () => {
    const desk = await startListener({ tls });
    const client = await secured(desk, { cert: smartHost.cert, key: smartHost.key, ca: [ca.cert] });
    await sendOne(client);
    expect(desk.messages[0]?.session).toMatchObject({
      protocol: "ESMTPS",
      tls: { version: "TLSv1.3", cipher: expect.stringMatching(/^TLS_/) },
      certificate: { names: ["smarthost.example", "*.smarthost.example"], trusted: true },
    });
    expect(desk.messages[0]?.session.certificate?.fingerprint256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(desk.messages[0]?.transcript.slice(9, 13)).toEqual([
      "S: 250 SMTPUTF8",
      "C: STARTTLS",
      "S: 220 2.0.0 Ready to start TLS",
      "C: EHLO client.example",
    ]);
  });

  it("takes a certificate nobody vouches for, and says so", async () => {
    const desk = await startListener({ tls });
    await sendOne(await secured(desk, { cert: stranger.cert, key: stranger.key }));
    expect(desk.messages[0]?.session.certificate).toMatchObject({ names: ["smarthost.example"], trusted: false });
    await sendOne(await secured(desk));
    expect(desk.messages[1]?.session.certificate).toBeUndefined();
    desk.listener.setCertificateAuthorities([ca.cert, stranger.ca.cert]);
    await sendOne(await secured(desk, { cert: stranger.cert, key: stranger.key }));
    expect(desk.messages[2]?.session.certificate).toMatchObject({ trusted: true });
  });

  it("trusts nobody when no authority is named", async () => {
    const desk = await startListener({ tls: { key: server.key, cert: server.cert, requestClientCertificate: true } });
    await sendOne(await secured(desk, { cert: smartHost.cert, key: smartHost.key }));
    expect(desk.messages[0]?.session.certificate).toMatchObject({ trusted: false });
  });

  it("refuses TLS 1.1 and lives on", async () => {
    const desk = await startListener({ tls });
    const client = await greeted(desk);
    await client.ask("STARTTLS");
    const old = { maxVersion: "TLSv1.1", minVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    await expect(client.startTls(old)).rejects.toThrow();
    await eventually(() => desk.listener.connections === 0);
    await sendOne(await secured(desk));
  });

  it("forgets what was said before, and never runs what was sent in the clear behind STARTTLS", async () => {
    const desk = await startListener({ tls });
    const client = await greeted(desk);
    await client.ask("MAIL FROM:<a@x.example>");
    client.raw("STARTTLS\r\nRCPT TO:<smuggled@x.example>\r\n");
    expect(await client.reply()).toMatch(/^220/);
    await client.startTls();
    expect(await client.ask("RCPT TO:<b@x.example>")).toMatch(/^503/);
    expect(await client.ask("EHLO again.example")).not.toContain("STARTTLS");
    expect(await client.ask("STARTTLS")).toMatch(/^503/);
  });
});

describe("AUTH", () => {
  it("is asked for before MAIL, offered behind STARTTLS only", async () => {
    const desk = await startListener({ tls, auth: { authenticate } });
    const client = await greeted(desk);
    expect(await client.ask("EHLO x.example")).not.toContain("AUTH");
    expect(await client.ask("MAIL FROM:<a@x.example>")).toBe("530 5.7.57 Client was not authenticated to send mail");
    expect(await client.ask(`AUTH PLAIN ${base64("\0ann\0secret")}`)).toMatch(/^538 5\.7\.0/);
    await client.ask("STARTTLS");
    await client.startTls();
    expect(await client.ask("EHLO x.example")).toContain("250 AUTH LOGIN PLAIN");
    expect(await client.ask("MAIL FROM:<a@x.example>")).toMatch(/^530 5\.7\.57/);
    expect(await client.ask(`AUTH PLAIN ${base64("\0ann\0wrong")}`)).toBe("535 5.7.3 Authentication unsuccessful");
    expect(await client.ask(`AUTH PLAIN ${base64("\0ann\0secret")}`)).toBe("235 2.7.0 Authentication successful");
    await sendOne(client);
    expect(desk.messages[0]?.session).toMatchObject({ user: "ann@contoso.com", protocol: "ESMTPSA" });
    const transcript = desk.messages[0]?.transcript.join("\n") ?? "";
    expect(transcript).toContain("C: AUTH PLAIN ****");
    expect(transcript).not.toContain(base64("\0ann\0secret"));
    expect(transcript).not.toContain(base64("\0ann\0wrong"));
  });

  it("takes LOGIN, and works without TLS when the listener has none", async () => {
    const desk = await startListener({ auth: { authenticate: async (...given) => authenticate(...given) } });
    const client = await greeted(desk);
    expect(await client.ask("AUTH LOGIN")).toMatch(/^334 /);
    expect(await client.ask(base64("ann"))).toMatch(/^334 /);
    expect(await client.ask(base64("secret"))).toMatch(/^235/);
    await sendOne(client);
    expect(desk.messages[0]?.session).toMatchObject({ user: "ann@contoso.com", protocol: "ESMTPA" });
    expect(desk.messages[0]?.transcript.filter((line) => line.startsWith("C: ")).slice(1, 4)).toEqual([
      "C: AUTH LOGIN",
      "C: ****",
      "C: ****",
    ]);
  });

  it("counts wrong passwords as bad commands", async () => {
    const client = await greeted(await startListener({ auth: { authenticate } }));
    for (let n = 0; n < 9; n += 1) expect(await client.ask(`AUTH PLAIN ${base64("\0ann\0wrong")}`)).toMatch(/^535/);
    expect(await client.ask(`AUTH PLAIN ${base64("\0ann\0wrong")}`)).toMatch(/^421 4\.7\.0/);
  });

  it("does not count harmless commands before it", async () => {
    const client = await greeted(await startListener({ auth: { authenticate } }));
    for (let n = 0; n < 30; n += 1) expect(await client.ask("NOOP")).toMatch(/^250/);
  });

  it("answers 454 4.7.0 when it can't be decided", async () => {
    const fail = () => {
      throw new Error("no database");
    };
    const desk = await startListener({ auth: { authenticate: fail } });
    const client = await greeted(desk);
    expect(await client.ask(`AUTH PLAIN ${base64("\0ann\0x")}`)).toBe("454 4.7.0 Temporary authentication failure");
    expect(desk.logged).toMatchObject([{ level: "error", message: "authenticate failed" }]);
  });

  it("ends an exchange whose line is too long", async () => {
    const client = await greeted(await startListener({ auth: { authenticate } }));
    await client.ask("AUTH LOGIN");
    expect(await client.ask("x".repeat(70_000))).toMatch(/^500 5\.5\.2/);
    expect(await client.ask("NOOP")).toMatch(/^250/);
  });
});

describe("XCLIENT and PROXY", () => {
  it("tell of the client behind a proxy that is named", async () => {
    const desk = await startListener({ xclientFrom: ["127.0.0.1"] });
    const client = await greeted(desk);
    expect(await client.ask("XCLIENT ADDR=192.0.2.7 PORT=4711")).toMatch(/^220/);
    await client.ask("EHLO behind.example");
    await sendOne(client);
    expect(desk.messages[0]?.session).toMatchObject({
      remoteAddress: "192.0.2.7",
      remotePort: 4711,
      helo: "behind.example",
    });

    const proxied = await startListener({ proxyFrom: ["127.0.0.1"] });
    const other = await proxied.dial();
    other.send("PROXY TCP4 192.0.2.8 192.0.2.1 4712 25");
    expect(await other.reply()).toMatch(/^220/);
    await other.ask("EHLO x.example");
    await sendOne(other);
    expect(proxied.messages[0]?.session).toMatchObject({ remoteAddress: "192.0.2.8", remotePort: 4712 });
  });

  it("are for those that are named only", async () => {
    expect(await (await greeted(await startListener({ xclientFrom: [] }))).ask("XCLIENT ADDR=192.0.2.7")).toMatch(
      /^500/,
    );
    const client = await greeted(await startListener({ xclientFrom: ["192.0.2.1"] }));
    expect(await client.ask("XCLIENT ADDR=192.0.2.7")).toMatch(/^550 5\.7\.0/);
    expect(await (await startListener()).dial().then((c) => c.reply())).toMatch(/^220/);
  });
});
