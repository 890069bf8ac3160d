import { expect, it } from "vitest";
import { failure, library, Q3 } from "../support/library.ts";

it("ediscovery() finds a recalled message where a hold keeps it", async () => {
  const sandbox = await library({
    mailboxes: [{ address: "alice@contoso.com" }, { address: "bob@contoso.com", litigationHoldEnabled: true }],
  });
  const message = await sandbox.send(Q3);
  await message.recall();
  expect(await sandbox.mailbox("bob@contoso.com").messages()).toEqual([]);
  const found = await sandbox.ediscovery("subject:Q3", { mailbox: "bob@contoso.com" });
  expect(found).toMatchObject([
    { folderPath: "Recoverable Items/Purges", holds: ["Litigation Hold"], subject: "Q3 numbers" },
  ]);
  expect(found[0]?.raw.toString()).toContain("Subject: Q3 numbers");
  expect(await failure(sandbox.ediscovery("nonsense:x"))).toContain("isn't searched by nonsense");
});
