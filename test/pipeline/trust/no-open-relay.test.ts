import { describe, expect, it } from "vitest";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { client, send } from "../../support/transport.ts";
import { byAddress, byCertificate, certificateFor, HOST, otherAuthority } from "./support.ts";

const DENIED = "550 5.7.64 TenantAttribution; Relay Access Denied SMTP";

describe("a stranger can't send through us to somebody else", () => {
  it.each(["inbound", "return"] as const)("on %s, by whatever way of writing it", async (listener) => {
    const on = await sandbox({ config: tenant() });
    const stranger = await client(on, listener);
    await stranger.ask("MAIL FROM:<spammer@evil.example>");
    for (const path of [
      "<victim@elsewhere.example>",
      "<@contoso.com:victim@elsewhere.example>",
      "<victim@sub.contoso.com>",
      "<victim@contoso.com.evil.example>",
      "<victim@[127.0.0.1]>",
      '<"victim@elsewhere.example"@evil.example>',
      "<postmaster>",
    ]) {
      expect(`${path} ${await stranger.ask(`RCPT TO:${path}`)}`).toBe(`${path} ${DENIED}`);
    }
    // These are addresses of ours that nobody has.
    for (const path of [
      "<victim%elsewhere.example@contoso.com>",
      '<"victim@elsewhere.example"@contoso.com>',
      "<elsewhere.example!victim@contoso.com>",
    ]) {
      expect(await stranger.ask(`RCPT TO:${path}`)).toMatch(/^550 5\.4\.1 /);
    }
    expect(await stranger.ask("DATA")).toMatch(/^554 5\.5\.1 /);
  });

  it.each(["inbound", "return"] as const)("on %s, calling itself one of us", async (listener) => {
    const on = await sandbox({ config: tenant() });
    for (const from of ["alice@contoso.com", ""]) {
      expect(await send(on, { listener, from, to: "victim@elsewhere.example", raw: "x" })).toBe(DENIED);
    }
  });

  it("on submission, without signing in or with a wrong password", async () => {
    const on = await sandbox({ config: tenant() });
    const stranger = await client(on, "submission", { tls: true });
    expect(await stranger.ask("MAIL FROM:<alice@contoso.com>")).toMatch(/^530 5\.7\.57 /);
    const wrong = Buffer.from("\0alice@contoso.com\0guess").toString("base64");
    expect(await stranger.ask(`AUTH PLAIN ${wrong}`)).toMatch(/^535 5\.7\.3 /);
    expect(await stranger.ask("MAIL FROM:<alice@contoso.com>")).toMatch(/^530 5\.7\.57 /);
  });

  it("on submission, with the name of a mailbox that has no password", async () => {
    const on = await sandbox({
      config: tenant({
        mailboxes: [
          { address: "sales@contoso.com", type: "Shared" },
          { address: "eve@contoso.com", password: null },
        ],
      }),
    });
    const stranger = await client(on, "submission", { tls: true });
    for (const [user, password] of [
      ["sales@contoso.com", ""],
      ["sales@contoso.com", "undefined"],
      ["eve@contoso.com", ""],
      ["eve@contoso.com", "null"],
    ]) {
      const credentials = Buffer.from(`\0${user}\0${password}`).toString("base64");
      expect(await stranger.ask(`AUTH PLAIN ${credentials}`)).toMatch(/^(?:535|501|500) /);
    }
    expect(await stranger.ask("MAIL FROM:<sales@contoso.com>")).toMatch(/^530 /);
  });
});

describe("relay to recipients outside", () => {
  const to = "frank@fabrikam.com";
  const raw = "Subject: Relayed\r\nMessage-ID: <1@x>\r\n\r\n";

  it.each(["inbound", "return"] as const)(
    "is for an OnPremises connector by certificate, on %s, whoever the sender is",
    async (listener) => {
      const on = await sandbox({ config: tenant({ inboundConnectors: [byCertificate] }) });
      const tls = await certificateFor(on, HOST);
      for (const from of ["alice@contoso.com", "someone@elsewhere.example", ""]) {
        expect(await send(on, { listener, tls, from, to, raw })).toMatch(/^250 /);
      }
      await on.idle();
      expect((await on.internet.list()).map(({ sender }) => sender)).toEqual([
        "alice@contoso.com",
        "someone@elsewhere.example",
        "",
      ]);
    },
  );

  it("by address is for senders of our own domains, on return only", async () => {
    const on = await sandbox({ config: tenant({ inboundConnectors: [byAddress] }) });
    expect(await send(on, { listener: "return", from: "alice@contoso.com", to, raw })).toMatch(/^250 /);
    expect(await send(on, { listener: "return", from: "someone@elsewhere.example", to, raw })).toBe(DENIED);
    expect(await send(on, { listener: "return", from: "", to, raw })).toBe(DENIED);
    expect(await send(on, { listener: "inbound", from: "alice@contoso.com", to, raw })).toBe(DENIED);
  });

  it("is not for a Partner connector", async () => {
    const on = await sandbox({
      config: tenant({ inboundConnectors: [{ ...byCertificate, connectorType: "Partner", senderDomains: ["*"] }] }),
    });
    const tls = await certificateFor(on, HOST);
    expect(await send(on, { listener: "return", tls, from: "alice@contoso.com", to, raw })).toBe(DENIED);
  });

  it("is not for a certificate of that name that somebody else signed", async () => {
    const on = await sandbox({ config: tenant({ inboundConnectors: [byCertificate] }) });
    const { smartHost } = await otherAuthority(HOST);
    for (const listener of ["inbound", "return"] as const) {
      expect(await send(on, { listener, tls: smartHost, from: "alice@contoso.com", to, raw })).toBe(DENIED);
    }
  });
});
