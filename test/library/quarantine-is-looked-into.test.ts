import { expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

const ruled = { transportRules: [{ name: "Set figures aside", subjectContainsWords: ["numbers"], quarantine: true }] };

it("what a rule put into quarantine is seen, released to one recipient, then deleted", async () => {
  const sandbox = await library(ruled);
  const message = await sandbox.send({ ...Q3, to: ["bob@contoso.com", "carol@contoso.com"] });
  await sandbox.idle();
  expect(await sandbox.quarantine()).toEqual([
    {
      messageId: message.messageId,
      from: "alice@contoso.com",
      subject: "Q3 numbers",
      recipients: ["bob@contoso.com", "carol@contoso.com"],
      rule: "Set figures aside",
      expiresAt: new Date(sandbox.now.getTime() + 30 * 24 * 3_600_000),
    },
  ]);
  const wrong = sandbox.release(message, { recipients: ["bob@contoso.com", "dan@contoso.com"] });
  expect(await failure(wrong)).toContain("not quarantined for dan@contoso.com");
  await sandbox.release(message, { recipients: "bob@contoso.com" });
  await sandbox.idle();
  expect(await sandbox.mailbox("bob@contoso.com").messages()).toHaveLength(1);
  expect(await sandbox.mailbox("carol@contoso.com").messages()).toHaveLength(0);

  const [left] = await sandbox.quarantine();
  expect(left?.recipients).toEqual(["carol@contoso.com"]);
  await sandbox.deleteFromQuarantine(message.messageId);
  expect(await sandbox.quarantine()).toEqual([]);
  expect(await failure(sandbox.release(message))).toContain("is in quarantine");
});
