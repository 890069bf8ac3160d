// A rule that is renamed is the same rule: to administrators, and to mail that waits behind it.
import { expect, test } from "vitest";
import { items, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { cmdlet, get } from "../http/support.ts";

const config = tenant({
  transportRules: [
    { name: "Before", prependSubject: "[Before] " },
    { name: "Ask Carol", sentTo: "bob@contoso.com", moderateMessageByUser: "carol@contoso.com" },
    { name: "After", setHeaderName: "X-After", setHeaderValue: "1" },
  ],
});

test("ModerateMessageByUser: a rule renamed while it holds a message is resumed behind, and asks nobody twice", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: ["bob@contoso.com"] });
  const [held] = await on.moderation.list();
  await cmdlet(on, "Set-TransportRule", { Identity: "Ask Carol", Name: "Carol decides" });
  // Another rule now has the name of the one that holds it.
  await cmdlet(on, "New-TransportRule", { Name: "Ask Carol", SetHeaderName: "X-New", SetHeaderValue: "1" });
  await on.moderation.decide(held?.id ?? 0, { approve: true });
  await on.idle();
  expect(await on.moderation.list()).toEqual([]);
  expect(await subjects(on, "bob")).toEqual(["[Before] Budget"]);
  const [copy] = await items(on, "bob");
  const headers = copy && (await on.mailboxes.content(copy))?.headers.toString();
  expect(headers).toContain("X-After: 1");
  expect(headers).toContain("X-New: 1");
});

test("Set-TransportRule: Guid stays when the name changes, and no other rule takes it", async () => {
  const on = await sandbox({ config });
  const guidOf = async (Identity: string) => (await cmdlet(on, "Get-TransportRule", { Identity }))[0]?.Guid;
  const first = await guidOf("After");
  await cmdlet(on, "Set-TransportRule", { Identity: "After", Name: "Later" });
  expect(await guidOf("Later")).toBe(first);
  await cmdlet(on, "Set-TransportRule", { Identity: "Later", Comments: "Edited once more" });
  expect(await guidOf("Later")).toBe(first);
  await cmdlet(on, "New-TransportRule", { Name: "After", SetHeaderName: "X-B", SetHeaderValue: "1" });
  const second = await guidOf("After");
  expect(second).not.toBe(first);
  expect((await cmdlet(on, "Get-TransportRule", { Identity: first }))[0]?.Name).toBe("Later");
  await cmdlet(on, "Set-TransportRule", { Identity: second, Name: "Third" });
  await cmdlet(on, "Set-TransportRule", { Identity: first, Name: "After" });
  expect(await guidOf("After")).toBe(first);
  expect(await guidOf("Third")).toBe(second);
  const { yaml } = await get<{ yaml: string }>(on, "/api/organization/export");
  expect(yaml).toContain("name: Third");
  expect(yaml).not.toContain("immutableId");
});
