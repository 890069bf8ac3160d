import { expect, it } from "vitest";
import { items, person, recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { notifications, outcomesOf } from "../../support/transport.ts";

const text = "Long ".repeat(1000);
const config = tenant({
  mailboxes: [
    person("alice", { recipientLimits: 2 }),
    person("bob", { prohibitSendReceiveQuota: "12KB" }),
    person("carol"),
    person("dave"),
  ],
});

it("a full mailbox takes nothing more: 5.2.2; others of the message have it", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], subject: "First", text });
  await submit(on, { to: "bob@contoso.com", subject: "Second", text });
  const id = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"], subject: "Third", text });
  expect(await subjects(on, "bob")).toEqual(["Second", "First"]);
  expect(await subjects(on, "carol")).toEqual(["Third", "First"]);
  expect(outcomesOf(await notifications(on, "alice"))).toEqual(["bob@contoso.com failed 5.2.2"]);
  const fail = (await on.tracking.find({ messageId: id })).find(({ eventId }) => eventId === "FAIL");
  expect(fail?.detail).toMatch(/^554 5\.2\.2 mailbox full; STOREDRV\.Deliver\.Exception:QuotaExceededException/);
});

it("what the user deletes for good makes room: Recoverable Items don't count", async () => {
  const on = await sandbox({ config });
  await submit(on, { subject: "First", text });
  await submit(on, { subject: "Second", text });
  const [item] = await items(on, "bob");
  const mailbox = on.configurations.current().mailboxes.find(({ address }) => address === "bob@contoso.com");
  if (!item || !mailbox) throw new Error("nothing to delete");
  await on.mailboxes.write((tx) => on.mailboxes.hardDelete(tx, item, mailbox, on.clock.now()));
  await submit(on, { subject: "Third", text });
  expect(await subjects(on, "bob")).toEqual(["Third", "First"]);
});

it("a full mailbox gives back what is recalled, and sends nothing itself", async () => {
  const on = await sandbox({ config });
  const first = await submit(on, { subject: "First", text });
  await submit(on, { subject: "Second", text: text.slice(0, 6000) });
  await submit(on, { from: "bob@contoso.com", to: "carol@contoso.com", subject: "Small", text: "1" });
  await expect(
    (async () => {
      for (let n = 0; n < 10; n += 1)
        await submit(on, {
          from: "bob@contoso.com",
          to: "carol@contoso.com",
          subject: `Note ${n}`,
          text: text.slice(0, 500),
        });
    })(),
  ).rejects.toThrow(
    "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded",
  );
  expect(await report(on, await recall(on, first))).toEqual(["bob@contoso.com: recalled"]);
});

it("more recipients than the mailbox may name: the first pass, the rest hear 452 4.5.3; over HTTP nothing is sent", async () => {
  const on = await sandbox({ config });
  await submit(on, { to: ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"] });
  expect([await subjects(on, "bob"), await subjects(on, "carol"), await subjects(on, "dave")]).toEqual([
    ["Budget"],
    ["Budget"],
    [],
  ]);
  const refused = await on.submissions.submit({
    user: "alice@contoso.com",
    content: Buffer.from("Subject: Three\r\n\r\nHello\r\n"),
    recipients: ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com"],
    saveToSentItems: true,
  });
  expect(refused).toEqual({ refused: { code: 452, enhanced: "4.5.3", text: "Too many recipients" } });
});
