import { expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

const patient = { mailboxes: [{ address: "alice@contoso.com", undoSend: "10s" }, { address: "bob@contoso.com" }] };

it("undoSend() makes a draft of what waits in the Outbox", async () => {
  const sandbox = await library(patient);
  const message = await sandbox.send({ ...Q3, client: "outlook" });
  expect(await sandbox.outbox("alice@contoso.com")).toEqual([
    {
      mailbox: "alice@contoso.com",
      messageId: message.messageId,
      subject: "Q3 numbers",
      recipients: ["bob@contoso.com"],
      sendAt: new Date(sandbox.now.getTime() + 10_000),
    },
  ]);
  await sandbox.undoSend(message);
  await sandbox.advance("1m");
  expect(await sandbox.mailbox("bob@contoso.com").messages()).toEqual([]);
  expect(await sandbox.mailbox("alice@contoso.com").messages("drafts")).toMatchObject([{ subject: "Q3 numbers" }]);
  expect(await failure(sandbox.undoSend(message))).toContain("waits in an Outbox");
});

it("what is not taken back leaves, and its journey begins", async () => {
  const sandbox = await library(patient);
  const message = await sandbox.send({ ...Q3, client: "outlook" });
  await sandbox.advance("10s");
  await expect(message).toBeDelivered();
  expect(await sandbox.outbox()).toEqual([]);
  expect(await failure(sandbox.undoSend(message))).toContain("recall it if it has left");
});
