import { describe, expect, it } from "vitest";
import { HOUR, sandbox, subjects, tenant } from "../../support/sandbox.ts";
import { lines, onlyMessageId, send, trail } from "../../support/transport.ts";

const copy = (subject: string, fields: readonly string[] = []) =>
  lines(
    `Subject: ${subject}`,
    "Message-ID: <1@fabrikam.com>",
    "Date: Fri, 20 Nov 2026 12:00:00 +0000",
    ...fields,
    "",
    "Hi",
  );

describe("a message with the Message-ID and Date of one delivered before", () => {
  it("is DUPLICATEDELIVER and dropped, whatever else it says", async () => {
    const on = await sandbox({ config: tenant() });
    await send(on, { raw: copy("first") });
    await send(on, { raw: copy("second", ["X-Changed: yes"]) });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual(["first"]);
    expect(await trail(on, await onlyMessageId(on))).toEqual([
      "RECEIVE bob@contoso.com",
      "DELIVER bob@contoso.com",
      "RECEIVE bob@contoso.com",
      "DUPLICATEDELIVER bob@contoso.com",
    ]);
    expect(await on.queue.counts()).toEqual([]);
  });

  it("is new to a mailbox that did not get it", async () => {
    const on = await sandbox({ config: tenant() });
    await send(on, { raw: copy("first") });
    await send(on, { raw: copy("second"), to: ["bob@contoso.com", "carol@contoso.com"] });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual(["first"]);
    expect(await subjects(on, "carol")).toEqual(["second"]);
  });

  it("is dropped even when the first copy was deleted meanwhile", async () => {
    const on = await sandbox({ config: tenant() });
    await send(on, { raw: copy("first") });
    await on.idle();
    const [item] = await on.mailboxes.list("bob@contoso.com");
    if (item) await on.mailboxes.softDelete(item, on.clock.now());
    await send(on, { raw: copy("second") });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual([]);
  });

  it("is taken again once the ledger's seven days are over", async () => {
    const on = await sandbox({ config: tenant() });
    await send(on, { raw: copy("first") });
    await on.idle();
    await on.advance(6 * 24 * HOUR);
    await send(on, { raw: copy("second") });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual(["first"]);
    await on.advance(2 * 24 * HOUR);
    await send(on, { raw: copy("third") });
    await on.idle();
    expect(await subjects(on, "bob")).toEqual(["third", "first"]);
  });
});

it("without Message-ID or Date nothing is taken for a copy", async () => {
  const on = await sandbox({ config: tenant() });
  for (const _ of [1, 2]) {
    await send(on, { raw: lines("Subject: No date", "Message-ID: <2@fabrikam.com>", "", "Hi") });
    await send(on, { raw: lines("Subject: No id", "Date: Fri, 20 Nov 2026 12:00:00 +0000", "", "Hi") });
  }
  await on.idle();
  expect((await subjects(on, "bob")).sort()).toEqual(["No date", "No date", "No id", "No id"]);
});

it("two with one Message-ID but another Date are two messages", async () => {
  const on = await sandbox({ config: tenant() });
  await send(on, { raw: copy("first") });
  await send(on, { raw: copy("second").replace("12:00:00", "12:00:01") });
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["second", "first"]);
});
