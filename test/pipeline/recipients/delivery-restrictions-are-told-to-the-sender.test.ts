import { expect, it } from "vitest";
import {
  deliverFromOutside,
  person,
  recall,
  report,
  sandbox,
  subjects,
  submit,
  tenant,
} from "../../support/sandbox.ts";
import { notifications, outcomesOf, trail } from "../../support/transport.ts";

const config = tenant({
  mailboxes: [
    person("alice"),
    person("bob", { rejectMessagesFromSendersOrMembers: ["carol@contoso.com"] }),
    person("carol"),
    person("dave", { requireSenderAuthenticationEnabled: true, maxReceiveSize: "2KB" }),
    person("erin", { acceptMessagesOnlyFromSendersOrMembers: ["bosses@contoso.com", "frank@contoso.com"] }),
    person("grace", { maxSendSize: "2KB" }),
  ],
  groups: [
    { address: "bosses@contoso.com", members: ["alice@contoso.com"] },
    { address: "open@contoso.com", members: ["bob@contoso.com"], requireSenderAuthenticationEnabled: false },
    { address: "nested@contoso.com", members: ["bosses@contoso.com"], requireSenderAuthenticationEnabled: false },
    {
      address: "board@contoso.com",
      members: ["bob@contoso.com"],
      acceptMessagesOnlyFromSendersOrMembers: ["bosses@contoso.com"],
    },
    { address: "all@contoso.com", members: ["board@contoso.com", "dave@contoso.com"] },
    { address: "quiet@contoso.com", members: ["erin@contoso.com"], reportToOriginatorEnabled: false },
  ],
  contacts: [{ address: "frank@contoso.com", externalAddress: "frank@fabrikam.com" }],
});

/** What the stranger's server got back. */
async function returned(on: Awaited<ReturnType<typeof sandbox>>): Promise<string[]> {
  const texts: string[] = [];
  for (const { id, subject } of await on.internet.list())
    if (subject.startsWith("Undeliverable: ")) texts.push((await on.internet.bytes(id))?.toString() ?? "");
  return texts.flatMap((text) => /^Status: (.*)$/m.exec(text)?.[1] ?? []);
}

it("groups take mail of strangers only where they say so; 5.7.133", async () => {
  const on = await sandbox({ config });
  await deliverFromOutside(on, { to: "bosses@contoso.com" });
  await deliverFromOutside(on, { to: "open@contoso.com", subject: "Welcome" });
  await on.idle();
  expect(await subjects(on, "alice")).toEqual([]);
  expect(await subjects(on, "bob")).toEqual(["Welcome"]);
  expect(await returned(on)).toEqual(["5.7.133"]);
});

it("a group within a group is asked itself", async () => {
  const on = await sandbox({ config });
  await deliverFromOutside(on, { to: "nested@contoso.com" });
  await on.idle();
  expect(await subjects(on, "alice")).toEqual([]);
  expect(await returned(on)).toEqual(["5.7.133"]);
});

it("a mailbox that requires authentication; 5.7.134", async () => {
  const on = await sandbox({ config });
  await deliverFromOutside(on, { to: "dave@contoso.com" });
  await on.idle();
  await submit(on, { to: "dave@contoso.com", subject: "From inside" });
  expect(await subjects(on, "dave")).toEqual(["From inside"]);
  expect(await returned(on)).toEqual(["5.7.134"]);
});

it("who is on the list may send, and members of a group on it; others get 5.7.129, for groups 5.7.124", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: ["erin@contoso.com", "board@contoso.com"], subject: "From a boss" });
  await submit(on, { from: "carol@contoso.com", to: ["erin@contoso.com", "all@contoso.com"], subject: "From Carol" });
  expect(await subjects(on, "erin")).toEqual(["From a boss"]);
  expect(await subjects(on, "bob")).toEqual(["From a boss"]);
  expect(await subjects(on, "dave")).toEqual(["From Carol"]);
  expect(outcomesOf(await notifications(on, "carol")).sort()).toEqual([
    "board@contoso.com failed 5.7.124",
    "erin@contoso.com failed 5.7.129",
  ]);
});

it("a stranger is known by a contact, but never by an address of the organization", async () => {
  const on = await sandbox({ config });
  await deliverFromOutside(on, { to: "erin@contoso.com", from: "frank@fabrikam.com", subject: "Frank" });
  await deliverFromOutside(on, { to: "erin@contoso.com", from: "alice@contoso.com", subject: "Not Alice" });
  await on.idle();
  expect(await subjects(on, "erin")).toEqual(["Frank"]);
});

it("who is rejected hears so; 5.7.1", async () => {
  const on = await sandbox({ config });
  const id = await submit(on, { from: "carol@contoso.com", to: "bob@contoso.com" });
  expect(outcomesOf(await notifications(on, "carol"))).toEqual(["bob@contoso.com failed 5.7.1"]);
  expect(await trail(on, id)).toEqual(["RECEIVE bob@contoso.com", "FAIL bob@contoso.com"]);
  const [fail] = (await on.tracking.find({ messageId: id })).filter(({ eventId }) => eventId === "FAIL");
  expect(fail?.detail).toBe("550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized");
});

it("a recipient's limit and a sender's; 5.2.3", async () => {
  const on = await sandbox({ config });
  const text = "Long ".repeat(1000);
  await submit(on, { to: ["dave@contoso.com", "bob@contoso.com"], text, subject: "Long" });
  await submit(on, { from: "grace@contoso.com", text, subject: "Too long for Grace" });
  await submit(on, { from: "grace@contoso.com", subject: "Short" });
  expect(await subjects(on, "dave")).toEqual([]);
  expect(await subjects(on, "bob")).toEqual(["Short", "Long"]);
  expect(outcomesOf(await notifications(on, "alice"))).toEqual(["dave@contoso.com failed 5.2.3"]);
  expect(outcomesOf(await notifications(on, "grace"))).toEqual(["bob@contoso.com failed 5.2.3"]);
});

it("a group that reports nothing to the originator: what becomes of its members isn't told", async () => {
  const on = await sandbox({ config });
  const id = await submit(on, { from: "carol@contoso.com", to: "quiet@contoso.com" });
  expect(await trail(on, id)).toContain("FAIL erin@contoso.com");
  expect(await notifications(on, "carol")).toEqual([]);
});

// R22: what no mailbox tells, the register tells at once.
it("a recall that is refused since is told at once: the request could not be delivered", async () => {
  const on = await sandbox({ config });
  const original = await submit(on, { to: ["erin@contoso.com", "carol@contoso.com", "nobody@contoso.com"] });
  await on.configurations.change(
    (organization) => ({
      ...organization,
      mailboxes: organization.mailboxes.map((mailbox) =>
        mailbox.address === "erin@contoso.com"
          ? { ...mailbox, rejectMessagesFromSendersOrMembers: ["alice@contoso.com"] }
          : mailbox,
      ),
    }),
    "test",
  );
  expect(await report(on, await recall(on, original))).toEqual([
    "carol@contoso.com: recalled",
    "erin@contoso.com: failed (undeliverable)",
    "nobody@contoso.com: failed (undeliverable)",
  ]);
});
