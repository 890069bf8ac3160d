// Set-OrganizationConfig -SendFromAliasEnabled, -MaskClientIpInReceivedHeadersEnabled
import { expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { headersOf, items, person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { send as smtp } from "../../support/transport.ts";
import { cmdlet, get, send } from "../http/support.ts";

const config = tenant({
  mailboxes: [
    person("alice", { aliases: ["al@contoso.com", "al@fabrikam.com"] }),
    person("bob", { aliases: ["bobby@contoso.com"] }),
    person("sal", {}),
  ],
  acceptedDomains: ["contoso.com", "fabrikam.com"],
  transportRules: [
    { name: "Alias", fromAddressContainsWords: "al@contoso.com", prependSubject: "[alias] " },
    { name: "Person", from: "alice@contoso.com", prependSubject: "[alice] " },
    { name: "Near", senderIpRanges: ["127.0.0.0/8", "::1"], setHeaderName: "X-Near", setHeaderValue: "yes" },
  ],
});

const raw =
  'From: "Al, who is not sal@contoso.com" <AL@contoso.com>\r\nTo: bobby@contoso.com, bob+news@contoso.com\r\nSubject: x\r\n\r\nHello\r\n';
const submitAsAlias = async (on: Sandbox, more = "") => {
  const answer = await smtp(on, {
    listener: "submission",
    user: "alice@contoso.com",
    from: "al@contoso.com",
    to: ["bob@contoso.com"],
    raw: more + raw,
  });
  expect(answer).toMatch(/^250 /);
  await on.idle();
};

test("SendFromAliasEnabled: without it an alias becomes the primary address, and rules see that one", async () => {
  const on = await sandbox({ config });
  await submitAsAlias(on, "Reply-To: al@contoso.com\r\nSender: al@contoso.com\r\n");
  expect(await subjects(on, "bob")).toEqual(["[alice] x"]);
  const headers = await headersOf(on, "bob");
  expect(headers.get("From")).toBe('"Al, who is not sal@contoso.com" <alice@contoso.com>');
  expect([headers.get("Sender"), headers.get("Reply-To")]).toEqual(["alice@contoso.com", "al@contoso.com"]);
  expect((await items(on, "bob"))[0]).toMatchObject({ sender: "alice@contoso.com", from: "alice@contoso.com" });
});

test("SendFromAliasEnabled: with it an alias stays in P1 and P2, and rules see it", async () => {
  const on = await sandbox({ config });
  await cmdlet(on, "Set-OrganizationConfig", { SendFromAliasEnabled: true });
  await submitAsAlias(on);
  expect(await subjects(on, "bob")).toEqual(["[alice] [alias] x"]);
  expect((await headersOf(on, "bob")).get("From")).toBe('"Al, who is not sal@contoso.com" <AL@contoso.com>');
  expect((await items(on, "bob"))[0]).toMatchObject({ sender: "al@contoso.com", from: "al@contoso.com" });
});

test.each([
  [false, "alice@contoso.com"],
  [true, "al@fabrikam.com"],
])("SendFromAliasEnabled: %s, through Graph", async (enabled, from) => {
  const on = await sandbox({ config });
  await cmdlet(on, "Set-OrganizationConfig", { SendFromAliasEnabled: enabled });
  const address = (one: string) => ({ emailAddress: { address: one } });
  const message = { subject: "x", from: address("al@fabrikam.com"), toRecipients: [address("bob@contoso.com")] };
  await send(on, "POST", "/v1.0/users/alice@contoso.com/sendMail", { message });
  await on.idle();
  expect((await items(on, "bob"))[0]).toMatchObject({ sender: from, from });
});

test("SendFromAliasEnabled: recipients of what was received are shown by their primary address, or as they were written", async () => {
  const on = await sandbox({ config });
  await submitAsAlias(on);
  const to = async () => {
    const path = "/v1.0/users/bob@contoso.com/messages?$select=toRecipients";
    const { value } = await get<{ value: { toRecipients: { emailAddress: { address: string } }[] }[] }>(on, path);
    return value[0]?.toRecipients.map(({ emailAddress }) => emailAddress.address);
  };
  expect(await to()).toEqual(["bob@contoso.com", "bob+news@contoso.com"]);
  expect((await headersOf(on, "bob")).get("To")).toBe("bobby@contoso.com, bob+news@contoso.com");
  await cmdlet(on, "Set-OrganizationConfig", { SendFromAliasEnabled: true });
  expect(await to()).toEqual(["bobby@contoso.com", "bob+news@contoso.com"]);
});

test("MaskClientIpInReceivedHeadersEnabled: the client's address is in the trace and for rules, not in the header", async () => {
  const on = await sandbox({ config });
  await submit(on);
  const masked = await headersOf(on, "bob");
  expect(masked.all("Received").at(-1)).toMatch(/^from unknown by mail\.contoso\.com/);
  expect(masked.all("Received").join()).not.toMatch(/127\.0\.0\.1|::1/);
  expect(masked.get("X-Near")).toBe("yes");
  const [row] = await cmdlet(on, "Get-MessageTraceV2");
  expect(row?.FromIP).toBe("127.0.0.1");

  await cmdlet(on, "Set-OrganizationConfig", { MaskClientIpInReceivedHeadersEnabled: false });
  await submit(on);
  const shown = await headersOf(on, "bob");
  expect(shown.all("Received").at(-1)).toMatch(/^from \[127\.0\.0\.1\] \([^)]*127\.0\.0\.1\) by mail\.contoso\.com/);
  expect(shown.get("X-Near")).toBe("yes");
});
