import { describe, expect, it } from "vitest";
import { person, sandbox, subjects, tenant } from "../../support/sandbox.ts";
import { client, messages, send } from "../../support/transport.ts";

const DENIED = "550 5.7.60 SMTP; Client does not have permissions to send as this sender";

const config = tenant({
  mailboxes: [
    person("alice", { aliases: ["al@contoso.com"] }),
    person("bob"),
    { address: "sales@contoso.com", type: "Shared", sendAs: ["alice@contoso.com"] },
    { address: "boss@contoso.com", grantSendOnBehalfTo: ["alice@contoso.com"] },
  ],
  groups: [{ address: "team@contoso.com", members: ["alice@contoso.com"] }],
});

/** Alice is signed in. */
const submitted = (on: Awaited<ReturnType<typeof sandbox>>, from: string, header: string) =>
  send(on, { listener: "submission", user: "alice@contoso.com", from, raw: `${header}\r\nSubject: x\r\n\r\n` });

describe("P1 on submission", () => {
  it.each([
    ["one's own", "alice@contoso.com", true],
    ["one's own in capitals", "ALICE@Contoso.com", true],
    ["an alias", "al@contoso.com", true],
    ["a mailbox one may send as", "sales@contoso.com", true],
    ["somebody else's", "bob@contoso.com", false],
    ["a mailbox one may send on behalf of only", "boss@contoso.com", false],
    ["a group one is in", "team@contoso.com", false],
    ["an address nobody has", "nobody@contoso.com", false],
    ["an address outside", "alice@fabrikam.com", false],
    ["the null sender", "", false],
  ])("%s", async (_name, from, allowed) => {
    const on = await sandbox({ config });
    const alice = await client(on, "submission", { user: "alice@contoso.com" });
    expect(await alice.ask(`MAIL FROM:<${from}>`)).toBe(allowed ? "250 2.1.0 Sender OK" : DENIED);
  });
});

describe("P2 on submission", () => {
  it.each([
    ["one's own", "From: Alice <alice@contoso.com>", true],
    ["an alias", "From: al@contoso.com", true],
    ["a mailbox one may send as", "From: Sales <sales@contoso.com>", true],
    ["a mailbox one may send on behalf of", "From: boss@contoso.com\r\nSender: alice@contoso.com", true],
    ["somebody else's", "From: bob@contoso.com", false],
    ["one's own and somebody else's", "From: alice@contoso.com, bob@contoso.com", false],
    ["somebody else's in a second From field", "From: alice@contoso.com\r\nFrom: bob@contoso.com", false],
    [
      "somebody else's in a second from field, in other letters",
      "From: alice@contoso.com\r\nfrom : bob@contoso.com",
      false,
    ],
    ["one's own behind another's name", 'From: "bob@contoso.com" <alice@contoso.com>', true],
    ["an address outside", "From: alice@fabrikam.com", false],
    ["no address", "From: Alice", false],
    ["an empty group", "From: undisclosed:;", false],
    ["none", "X-Nothing: here", true],
  ])("%s", async (_name, header, allowed) => {
    const on = await sandbox({ config });
    const answer = await submitted(on, "alice@contoso.com", header);
    if (allowed) expect(answer).toMatch(/^250 /);
    else expect(answer).toBe(DENIED);
  });

  it("none is filled in with one's own", async () => {
    const on = await sandbox({ config });
    await submitted(on, "alice@contoso.com", "X-Nothing: here");
    await on.idle();
    expect(String((await messages(on, "bob"))[0])).toContain("\r\nFrom: alice@contoso.com\r\n");
  });
});

it("what one sends as another is kept among one's own sent items", async () => {
  const on = await sandbox({ config });
  await submitted(on, "sales@contoso.com", "From: sales@contoso.com");
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["x"]);
  expect(await subjects(on, "alice", "sentitems")).toEqual(["x"]);
  expect(await subjects(on, "sales", "sentitems")).toEqual([]);
});

it("strangers on inbound may call themselves what they like, and stay anonymous", async () => {
  const on = await sandbox({ config });
  expect(await send(on, { from: "alice@contoso.com", raw: "From: boss@contoso.com\r\nSubject: x\r\n\r\n" })).toMatch(
    /^250 /,
  );
  await on.idle();
  expect(String((await messages(on, "bob"))[0])).toContain("X-MS-Exchange-Organization-AuthAs: Anonymous\r\n");
});
