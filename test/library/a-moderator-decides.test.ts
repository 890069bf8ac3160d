import { expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

const moderated = {
  mailboxes: [
    { address: "alice@contoso.com" },
    { address: "bob@contoso.com", moderationEnabled: true, moderatedBy: ["carol@contoso.com"] },
    { address: "carol@contoso.com" },
  ],
};

it("what waits for a moderator is seen, approved and rejected", async () => {
  const sandbox = await library(moderated);
  const message = await sandbox.send(Q3);
  await sandbox.idle();
  expect(await sandbox.moderation()).toEqual([
    {
      messageId: message.messageId,
      from: "alice@contoso.com",
      subject: "Q3 numbers",
      recipient: "bob@contoso.com",
      moderators: ["carol@contoso.com"],
      expiresAt: new Date(sandbox.now.getTime() + 48 * 3_600_000),
    },
  ]);
  expect(await failure(sandbox.approve(message, { by: "alice@contoso.com" }))).toContain("does not moderate");
  await sandbox.approve(message, { by: "carol@contoso.com" });
  await sandbox.idle();
  await expect(message).toBeDelivered();

  const other = await sandbox.send({ ...Q3, subject: "Q4" });
  await sandbox.idle();
  await sandbox.reject(other, { comment: "Too early." });
  await sandbox.idle();
  expect(await sandbox.mailbox("alice@contoso.com").messages()).toMatchObject([{ subject: "Rejected: Q4" }]);
  expect((await other.journey()).verdict).toBe("failed");
  expect(await failure(sandbox.approve(other))).toContain("waits for a moderator");
});
