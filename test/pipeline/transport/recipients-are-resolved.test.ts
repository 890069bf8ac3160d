import { describe, expect, it } from "vitest";
import { items, person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { notifications, outcomesOf, trail } from "../../support/transport.ts";

describe("an alias", () => {
  it("is its mailbox; the letter case of an address means nothing", async () => {
    const on = await sandbox({
      config: tenant({ mailboxes: [person("alice"), person("bob", { aliases: ["robert@contoso.com"] })] }),
    });
    await submit(on, { to: "Robert@CONTOSO.com", subject: "By alias" });
    await submit(on, { to: "BOB@contoso.com", subject: "In capitals" });
    await submit(on, { to: "bob+news@contoso.com", subject: "With a plus" });
    expect(await subjects(on, "bob")).toEqual(["With a plus", "In capitals", "By alias"]);
  });

  it("beside the address makes one copy", async () => {
    const on = await sandbox({
      config: tenant({ mailboxes: [person("alice"), person("bob", { aliases: ["robert@contoso.com"] })] }),
    });
    const id = await submit(on, { to: ["robert@contoso.com", "bob@contoso.com"] });
    expect(await items(on, "bob")).toHaveLength(1);
    expect(await trail(on, id)).toEqual(["RECEIVE robert@contoso.com bob@contoso.com", "DELIVER bob@contoso.com"]);
  });
});

describe("a contact", () => {
  it("is sent to where it really is", async () => {
    const on = await sandbox({
      config: tenant({ contacts: [{ address: "frank@contoso.com", externalAddress: "frank@fabrikam.com" }] }),
    });
    await submit(on, { to: "frank@contoso.com" });
    expect((await on.internet.list()).map((message) => message.recipients)).toEqual([["frank@fabrikam.com"]]);
  });
});

describe("a contact that leads back into the organization", () => {
  const contacts = (pairs: Record<string, string>) =>
    tenant({ contacts: Object.entries(pairs).map(([address, externalAddress]) => ({ address, externalAddress })) });

  it("is the mailbox, group or contact that it leads to", async () => {
    const on = await sandbox({
      config: contacts({ "old@contoso.com": "older@contoso.com", "older@contoso.com": "bob@contoso.com" }),
    });
    await submit(on, { to: "old@contoso.com", subject: "Moved" });
    expect(await subjects(on, "bob")).toEqual(["Moved"]);
  });

  it("in a circle is a loop", async () => {
    const on = await sandbox({
      config: contacts({ "a@contoso.com": "b@contoso.com", "b@contoso.com": "a@contoso.com" }),
    });
    await submit(on, { to: "a@contoso.com" });
    expect(outcomesOf(await notifications(on, "alice"))).toEqual(["b@contoso.com failed 5.4.6"]);
  });
});

describe("forwarding", () => {
  const forwards = (bob: object, carol: object = {}) =>
    tenant({
      mailboxes: [person("alice"), person("bob", bob as never), person("carol", carol as never), person("dave")],
    });

  it("only: the mailbox keeps nothing", async () => {
    const on = await sandbox({ config: forwards({ forwardingAddress: "carol@contoso.com" }) });
    const id = await submit(on, { subject: "Passed on" });
    expect(await subjects(on, "bob")).toEqual([]);
    expect(await subjects(on, "carol")).toEqual(["Passed on"]);
    expect(await trail(on, id)).toEqual([
      "RECEIVE bob@contoso.com",
      "REDIRECT carol@contoso.com",
      "DELIVER carol@contoso.com",
    ]);
  });

  it("and delivering: both have it", async () => {
    const on = await sandbox({
      config: forwards({ forwardingAddress: "carol@contoso.com", deliverToMailboxAndForward: true }),
    });
    await submit(on, { subject: "Both" });
    expect(await subjects(on, "bob")).toEqual(["Both"]);
    expect(await subjects(on, "carol")).toEqual(["Both"]);
  });

  it("to somebody who got the message anyway adds no second copy", async () => {
    const on = await sandbox({ config: forwards({ forwardingAddress: "carol@contoso.com" }) });
    await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
    expect(await items(on, "carol")).toHaveLength(1);
  });

  it("to an address outside leaves; ForwardingAddress wins over ForwardingSmtpAddress", async () => {
    const on = await sandbox({
      config: forwards(
        { forwardingSmtpAddress: "bob@home.example" },
        { forwardingSmtpAddress: "carol@home.example", forwardingAddress: "dave@contoso.com" },
      ),
    });
    await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], subject: "Out" });
    expect((await on.internet.list()).map((message) => message.recipients)).toEqual([["bob@home.example"]]);
    expect(await subjects(on, "dave")).toEqual(["Out"]);
    expect(await subjects(on, "carol")).toEqual([]);
  });

  it("over several mailboxes goes to its end", async () => {
    const on = await sandbox({
      config: forwards({ forwardingAddress: "carol@contoso.com" }, { forwardingAddress: "dave@contoso.com" }),
    });
    await submit(on, { subject: "Far" });
    expect([await subjects(on, "carol"), await subjects(on, "dave")]).toEqual([[], ["Far"]]);
  });

  it("in a circle where nobody keeps it: the sender hears of the loop", async () => {
    const on = await sandbox({
      config: forwards({ forwardingAddress: "carol@contoso.com" }, { forwardingAddress: "bob@contoso.com" }),
    });
    await submit(on, { subject: "Round" });
    expect([...(await subjects(on, "bob")), ...(await subjects(on, "carol"))]).toEqual([]);
    expect(outcomesOf(await notifications(on, "alice"))).toEqual(["carol@contoso.com failed 5.4.6"]);
  });

  it("in a circle where somebody keeps it ends there, without a word", async () => {
    const on = await sandbox({
      config: forwards(
        { forwardingAddress: "carol@contoso.com", deliverToMailboxAndForward: true },
        { forwardingAddress: "bob@contoso.com" },
      ),
    });
    await submit(on, { subject: "Round" });
    expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([["Round"], []]);
    expect(await notifications(on, "alice")).toEqual([]);
  });

  it("to oneself, by an alias, is delivery", async () => {
    const on = await sandbox({
      config: forwards({ aliases: ["robert@contoso.com"], forwardingSmtpAddress: "robert@contoso.com" }),
    });
    await submit(on, { subject: "Mine" });
    expect(await subjects(on, "bob")).toEqual(["Mine"]);
  });

  it("to a group reaches its members, the forwarding mailbox among them", async () => {
    const on = await sandbox({
      config: {
        ...forwards({ forwardingAddress: "team@contoso.com" }),
        groups: [{ address: "team@contoso.com", members: ["bob@contoso.com", "dave@contoso.com"] }],
      },
    });
    await submit(on, { subject: "Team" });
    expect([await subjects(on, "bob"), await subjects(on, "dave")]).toEqual([["Team"], ["Team"]]);
  });

  it("to an address that nobody has any more is told to the sender", async () => {
    const on = await sandbox({ config: forwards({ forwardingSmtpAddress: "gone@contoso.com" }) });
    await submit(on);
    expect(outcomesOf(await notifications(on, "alice"))).toEqual(["gone@contoso.com failed 5.1.10"]);
  });
});

it("who is reached twice is known by the way that came first", async () => {
  const histories: unknown[] = [];
  const on = await sandbox({
    config: tenant({ groups: [{ address: "team@contoso.com", members: ["bob@contoso.com", "carol@contoso.com"] }] }),
    agents: {
      routing: [
        {
          name: "Looker",
          priority: 50,
          onResolved: (_source, item) =>
            void histories.push(...item.recipients.map(({ address, history }) => [address, history])),
        },
      ],
    },
  });
  await submit(on, { to: ["bob@contoso.com", "team@contoso.com"] });
  expect(histories).toEqual([
    ["bob@contoso.com", undefined],
    ["carol@contoso.com", [{ address: "team@contoso.com", by: "group" }]],
  ]);
});

describe("domains", () => {
  it("authoritative: who is not in the directory does not exist; relay domains: goes on to its connector", async () => {
    const on = await sandbox({
      config: tenant({
        acceptedDomains: [
          { domainName: "contoso.com" },
          { domainName: "relay.contoso.com", domainType: "InternalRelay" },
        ],
      }),
    });
    await submit(on, { to: ["who@contoso.com", "who@relay.contoso.com"] });
    expect(outcomesOf(await notifications(on, "alice"))).toEqual(["who@contoso.com failed 5.1.10"]);
    expect((await on.internet.list()).map((message) => message.recipients)).toEqual([["who@relay.contoso.com"]]);
  });
});
