// With a smart host in the mail flow every message is categorized twice: what was decided before it left holds.
import { expect, it } from "vitest";
import {
  deliverFromOutside,
  NOON,
  person,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  tenant,
} from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";
import { trail } from "../../support/transport.ts";

const config = tenant({
  ...roundTrip("builtin"),
  smartHost: { preset: "signature" },
  mailboxes: [
    person("alice"),
    person("bob", { moderationEnabled: true, moderatedBy: ["carol@contoso.com"] }),
    person("carol"),
    person("dave"),
  ],
  groups: [
    { address: "project@contoso.com", type: "Microsoft365", members: ["carol@contoso.com", "dave@contoso.com"] },
    {
      address: "board@contoso.com",
      members: ["dave@contoso.com"],
      acceptMessagesOnlyFromSendersOrMembers: ["alice@contoso.com"],
    },
  ],
});

it("a message that a moderator let pass is delivered when it comes back", async () => {
  const on = await sandbox({ config });
  const id = await submit(on);
  await on.idle();
  const [waiting] = await on.moderation.list();
  await on.moderation.decide(waiting?.id ?? 0, { approve: true });
  await on.idle();
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect((await trail(on, id)).filter((line) => line.startsWith("INITMESSAGECREATED"))).toHaveLength(1);

  expect(await report(on, await recall(on, id))).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual([]);
});

it("a recall waits at the mailbox while the original waits for its moderator", async () => {
  const on = await sandbox({ config });
  const request = await recall(on, await submit(on));
  expect(await report(on, request)).toEqual(["bob@contoso.com: pending (notFound)"]);
  const [waiting] = await on.moderation.list();
  await on.moderation.decide(waiting?.id ?? 0, { approve: true });
  await on.idle();
  expect(await report(on, request)).toEqual(["bob@contoso.com: recalled"]);
  expect(await subjects(on, "bob")).toEqual([]);
});

it("a Microsoft 365 group is expanded once: what comes back is for its mailbox", async () => {
  const on = await sandbox({ config });
  const id = await submit(on, { to: "project@contoso.com" });
  for (const mailbox of ["project@contoso.com", "carol", "dave"])
    expect(await subjects(on, mailbox)).toEqual(["Budget"]);
  const events = await trail(on, id);
  expect(events.filter((line) => line.startsWith("EXPAND"))).toHaveLength(1);
  expect(events.filter((line) => line.startsWith("DUPLICATEDELIVER"))).toEqual([]);
  expect(await report(on, await recall(on, id))).toEqual([
    "carol@contoso.com: recalled",
    "dave@contoso.com: recalled",
    "project@contoso.com: recalled",
  ]);
});

it("restrictions of a group are asked before it leaves", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: "board@contoso.com" });
  await submit(on, { from: "carol@contoso.com", to: "board@contoso.com", subject: "Not hers" });
  expect(await subjects(on, "dave")).toEqual(["Budget"]);
});

it("a stranger who knows a Message-ID of ours is asked like any stranger", async () => {
  const on = await sandbox({ config });
  const known = await submit(on, { to: "project@contoso.com" });
  const approved = await submit(on);
  const [waiting] = await on.moderation.list();
  await on.moderation.decide(waiting?.id ?? 0, { approve: true });
  await on.idle();
  for (const [messageId, to] of [
    [known, "project@contoso.com"],
    [approved, "bob@contoso.com"],
  ] as const)
    await deliverFromOutside(on, { to, subject: "Forged", messageId, date: new Date(NOON + 1000) });
  await on.idle();
  expect(await subjects(on, "project@contoso.com")).toEqual(["Budget"]);
  expect(await subjects(on, "bob")).toEqual(["Budget"]);
  expect((await on.moderation.list()).map(({ subject }) => subject)).toEqual(["Forged"]);
});
