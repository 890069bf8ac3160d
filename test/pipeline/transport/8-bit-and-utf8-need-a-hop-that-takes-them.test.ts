import { describe, expect, it } from "vitest";
import { sandbox, tenant } from "../../support/sandbox.ts";
import { foreignHost, lines, notifications, outbound, outcomesOf, send } from "../../support/transport.ts";

const LINES_300_KB = `${"x".repeat(70)}\r\n`.repeat(4_200);

type Running = Awaited<ReturnType<typeof sandbox>>;

async function submitted(on: Running, mail: { from?: string; to?: string; raw: string }): Promise<void> {
  const answer = await send(on, {
    listener: "submission",
    user: "alice@contoso.com",
    from: "alice@contoso.com",
    to: "frank@fabrikam.com",
    ...mail,
  });
  expect(answer).toMatch(/^250 /);
  await on.idle();
}

const message = (body: string, ...fields: string[]) =>
  lines("From: alice@contoso.com", "Subject: x", ...fields, "", body);
const told = async (on: Running) => outcomesOf(await notifications(on, "alice"));

describe("a hop without 8BITMIME", () => {
  const open = async () => {
    const host = await foreignHost({ without: ["8BITMIME"] });
    return { host, on: await sandbox({ config: tenant(outbound(host.address)) }) };
  };

  it("takes 7-bit mail, declared as 8-bit or not", async () => {
    const { host, on } = await open();
    await submitted(on, { raw: message("plain") });
    await submitted(on, { raw: message("plain"), from: "alice@contoso.com> BODY=8BITMIME" });
    expect(host.taken).toHaveLength(2);
  });

  it.each([
    ["a declared 8-bit body", "alice@contoso.com> BODY=8BITMIME", message("\xe4")],
    ["an undeclared 8-bit body", "alice@contoso.com", message("\xe4")],
    ["an 8-bit header", "alice@contoso.com", message("plain", "X-Odd: \xe4")],
    ["one 8-bit byte behind 300 KB", "alice@contoso.com", message(`${LINES_300_KB}\xe4`)],
  ])("never sees %s: NDR 5.6.3", async (_name, from, raw) => {
    const { host, on } = await open();
    await submitted(on, { from, raw });
    expect(host.taken).toEqual([]);
    expect(await told(on)).toEqual(["frank@fabrikam.com failed 5.6.3"]);
  });
});

it("a hop with 8BITMIME gets the bytes as they are, declared where they were", async () => {
  const host = await foreignHost();
  const on = await sandbox({ config: tenant(outbound(host.address)) });
  await submitted(on, { raw: message("\xe4\xff"), from: "alice@contoso.com> BODY=8BITMIME" });
  expect(host.taken[0]?.bytes.toString("latin1")).toMatch(/\r\n\r\n\xe4\xff\r\n$/);
  expect(host.taken[0]?.parameters[0]).toMatchObject({ BODY: "8BITMIME" });
});

describe("SMTPUTF8", () => {
  const utf8 = (text: string) => Buffer.from(text, "utf8").toString("latin1");

  it("a hop without it gets nothing that needs it: NDR 5.6.7", async () => {
    const host = await foreignHost({ without: ["SMTPUTF8"] });
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    await submitted(on, { from: "alice@contoso.com> SMTPUTF8", to: "jörg@fabrikam.com", raw: message("plain") });
    expect(host.taken).toEqual([]);
    expect(await told(on)).toEqual(["jörg@fabrikam.com failed 5.6.7"]);
  });

  it("a hop with it gets address, header and declaration", async () => {
    const host = await foreignHost();
    const on = await sandbox({ config: tenant(outbound(host.address)) });
    await submitted(on, {
      from: "alice@contoso.com> SMTPUTF8 BODY=8BITMIME",
      to: "jörg@fabrikam.com",
      raw: message("plain", utf8("To: Jörg <jörg@fabrikam.com>")),
    });
    expect(host.taken[0]?.to).toEqual(["jörg@fabrikam.com"]);
    expect(host.taken[0]?.parameters[0]).toHaveProperty("SMTPUTF8");
    expect(host.taken[0]?.bytes.toString("utf8")).toContain("To: Jörg <jörg@fabrikam.com>");
  });

  it("is needed by an address alone: a contact outside, a sender who gets a notification", async () => {
    const host = await foreignHost({ without: ["SMTPUTF8"] });
    const on = await sandbox({
      config: tenant({
        ...outbound(host.address),
        contacts: [{ address: "joerg@contoso.com", externalAddress: "jörg@fabrikam.com" }],
      }),
    });
    await submitted(on, { to: "joerg@contoso.com", raw: message("plain") });
    expect(await told(on)).toEqual(["jörg@fabrikam.com failed 5.6.7"]);
    expect(host.taken).toEqual([]);
  });

  it("is there for a notification to a sender who needs it", async () => {
    const refusing = await foreignHost({ onMessage: () => "550 5.7.1 No" });
    const on = await sandbox({
      config: tenant({
        outboundConnectors: [
          { name: "R", recipientDomains: ["x.example"], useMxRecord: false, smartHosts: refusing.address },
        ],
        clock: { foreignQuiet: "0s" },
        contacts: [{ address: "ext@contoso.com", externalAddress: "ext@x.example" }],
      }),
    });
    await send(on, { from: "jörg@fabrikam.com> SMTPUTF8", to: "ext@contoso.com", raw: "Subject: Hi\r\n\r\n" });
    await on.idle();
    expect((await on.internet.list()).map(({ sender, recipients }) => [sender, recipients])).toEqual([
      ["", ["jörg@fabrikam.com"]],
    ]);
  });
});
