import { expect, it } from "vitest";
import { person, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { trail } from "../../support/transport.ts";

const config = tenant({
  mailboxes: [
    person("alice", { attributes: { department: "Sales" } }),
    person("bob", { attributes: { department: "Sales" } }),
    person("carol"),
    person("dave"),
  ],
  groups: [
    { address: "sales@contoso.com", type: "Dynamic", recipientFilter: "Department -eq 'Sales'" },
    {
      address: "project@contoso.com",
      aliases: ["apollo@contoso.com"],
      type: "Microsoft365",
      members: ["carol@contoso.com", "dave@contoso.com"],
      subscribers: ["carol@contoso.com"],
    },
    { address: "guards@contoso.com", type: "Security", members: ["dave@contoso.com", "sales@contoso.com"] },
    {
      address: "all@contoso.com",
      members: ["sales@contoso.com", "project@contoso.com", "guards@contoso.com", "bob@contoso.com"],
    },
    { address: "nobody@contoso.com", type: "Dynamic", recipientFilter: "Department -eq 'Law'" },
    { address: "loop@contoso.com", members: ["loop@contoso.com", "bob@contoso.com"] },
  ],
});

it("a dynamic group reaches whom its filter takes", async () => {
  const on = await sandbox({ config });
  await submit(on, { from: "dave@contoso.com", to: "sales@contoso.com", subject: "Numbers" });
  expect([await subjects(on, "alice"), await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([
    ["Numbers"],
    ["Numbers"],
    [],
  ]);
});

it("a Microsoft 365 group keeps the message itself, and its subscribers have it", async () => {
  const on = await sandbox({ config });
  const id = await submit(on, { to: "apollo@contoso.com", subject: "Launch" });
  expect(await subjects(on, "project@contoso.com")).toEqual(["Launch"]);
  expect([await subjects(on, "carol"), await subjects(on, "dave")]).toEqual([["Launch"], []]);
  expect(await trail(on, id)).toEqual([
    "RECEIVE apollo@contoso.com",
    "EXPAND project@contoso.com carol@contoso.com",
    "DELIVER project@contoso.com carol@contoso.com",
  ]);
});

// Scenario 47; R4, R19.
it("nested groups of every kind: one copy, one row and one deletion per mailbox", async () => {
  const on = await sandbox({ config });
  const original = await submit(on, { from: "dave@contoso.com", to: ["all@contoso.com", "carol@contoso.com"] });
  const everybody = ["alice", "bob", "carol", "dave", "project@contoso.com"];
  for (const name of everybody) expect(await subjects(on, name)).toEqual(["Budget"]);

  const request = await recall(on, original, "dave@contoso.com");

  expect(await report(on, request)).toEqual([
    "alice@contoso.com: recalled",
    "bob@contoso.com: recalled",
    "carol@contoso.com: recalled",
    "dave@contoso.com: recalled",
    "project@contoso.com: recalled",
  ]);
  for (const name of everybody)
    expect((await subjects(on, name)).filter((subject) => subject === "Budget")).toEqual([]);
});

it("a group of nobody, and one in itself: the trace says how it ends", async () => {
  const on = await sandbox({ config });
  const nobody = await submit(on, { to: "nobody@contoso.com" });
  const loop = await submit(on, { to: "loop@contoso.com", subject: "Round" });
  const details = async (messageId: string) =>
    (await on.tracking.find({ messageId })).filter(({ eventId }) => eventId === "EXPAND").map(({ detail }) => detail);
  expect(await details(nobody)).toEqual(["The group nobody@contoso.com was expanded to 0 members"]);
  expect(await details(loop)).toEqual([
    "The group loop@contoso.com was expanded to 1 members; it contains itself by way of loop@contoso.com, which is left out",
  ]);
  expect(await subjects(on, "bob")).toEqual(["Round"]);
});
