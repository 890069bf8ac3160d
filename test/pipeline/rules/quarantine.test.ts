import { expect, test } from "vitest";
import { items, person, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";
import { cmdlet, get, send } from "../http/support.ts";

const DAY = 24 * 3_600_000;

const config = tenant({
  mailboxes: [person("alice"), person("bob"), person("carol"), person("dave")],
  transportRules: [
    { name: "Stamp", setHeaderName: "X-Seen", setHeaderValue: "1" },
    {
      name: "Aside",
      subjectContainsWords: "Budget",
      sentTo: ["bob@contoso.com", "carol@contoso.com"],
      quarantine: true,
    },
    { name: "After", prependSubject: "[After] " },
  ],
});

test("Quarantine: set aside for those it matched, released to some, deleted, expired; rules are not resumed", async () => {
  const on = await sandbox({ config });
  const to = ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"];
  const id = await submit(on, { to });
  expect(await subjects(on, "dave")).toEqual(["[After] Budget"]);
  const [held, ...others] = await on.quarantine.list();
  if (!held) throw new Error("nothing is in quarantine");
  expect(others).toEqual([]);
  expect(held).toMatchObject({ subject: "Budget", rule: "Aside", sender: "alice@contoso.com" });
  expect(held.recipients).toEqual(["bob@contoso.com", "carol@contoso.com"]);

  await expect(on.quarantine.release(held.id, ["dave@contoso.com"])).rejects.toThrow("not quarantined for dave");
  await on.quarantine.release(held.id, ["bob@contoso.com"]);
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  const [copy] = await items(on, "bob");
  const headers = copy && (await on.mailboxes.content(copy))?.headers.toString();
  expect(headers).toContain("X-Seen: 1");
  expect(await subjects(on, "carol")).toEqual([]);

  await on.quarantine.remove(held.id);
  expect(await on.quarantine.list()).toEqual([]);
  expect((await trail(on, id)).filter((line) => /QUARANTINE|DROP/.test(line))).toEqual([
    "QUARANTINE bob@contoso.com carol@contoso.com",
    "QUARANTINERELEASE bob@contoso.com",
    "DROP carol@contoso.com",
  ]);
  await expect(on.quarantine.release(held.id)).rejects.toThrow("No message");

  const second = await submit(on, { to: ["bob@contoso.com"] });
  const [row] = await cmdlet(on, "Get-MessageTraceV2", { MessageId: second });
  expect(row?.Status).toBe("Quarantined");
  const [shown] = await cmdlet(on, "Get-QuarantineMessage", { RecipientAddress: "bob@*", Subject: "budg" });
  expect(shown).toMatchObject({ MessageId: second, PolicyName: "Aside", Direction: "Outbound" });
  await cmdlet(on, "Release-QuarantineMessage", { Identity: shown?.Identity, ReleaseToAll: true });
  await on.idle();
  expect(await subjects(on, "bob")).toHaveLength(2);

  await submit(on, { to: ["carol@contoso.com"] });
  const [third] = await cmdlet(on, "Get-QuarantineMessage");
  await cmdlet(on, "Delete-QuarantineMessage", { Identity: third?.Identity });
  await expect(cmdlet(on, "Delete-QuarantineMessage", { Identity: third?.Identity })).rejects.toThrow();

  await submit(on, { to: ["bob@contoso.com"] });
  const { messages } = await get<{ messages: { id: number }[] }>(on, "/api/quarantine");
  await send(on, "POST", `/api/quarantine/${messages[0]?.id}/release`, {});
  await on.idle();
  expect(await subjects(on, "bob")).toHaveLength(3);

  await submit(on, { to: ["bob@contoso.com"] });
  expect(await on.quarantine.list()).toHaveLength(1);
  await on.advance(31 * DAY);
  expect(await on.quarantine.list()).toEqual([]);
  expect(await subjects(on, "bob")).toHaveLength(3);
});

test("Quarantine: transport.quarantineRetention says how long", async () => {
  const on = await sandbox({ config: { ...config, transport: { quarantineRetention: "2d" } } });
  await submit(on, { to: ["bob@contoso.com"] });
  const [held] = await on.quarantine.list();
  expect((held?.expiresAt ?? 0) - (held?.receivedAt ?? 0)).toBe(2 * DAY);
  await on.advance(2 * DAY - 1000);
  expect(await on.quarantine.list()).toHaveLength(1);
  await on.advance(1000);
  expect(await on.quarantine.list()).toEqual([]);
  expect(await subjects(on, "bob")).toEqual([]);
});
