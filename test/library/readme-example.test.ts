// The README's example, word for word from the next line on.
import { startSandbox } from "recall-sandbox";
import { expect, it, onTestFinished } from "vitest";
import "recall-sandbox/vitest";

it("survives the signature service", async () => {
  const sandbox = await startSandbox(); // free ports, nothing kept, time that stands still
  onTestFinished(() => sandbox.stop());
  const message = await sandbox.send({ from: "alice@contoso.com", to: "bob@contoso.com", subject: "Q3 numbers" });

  await expect(message).toComeBackFrom("To the signature service");
  await expect(message).toKeepHeader("Message-ID");
  await expect(message).toBeDelivered("bob@contoso.com");

  const recall = await message.recall();
  expect(recall.byRecipient["bob@contoso.com"]).toBe("recalled");
  expect(await sandbox.mailbox("bob@contoso.com").messages()).toEqual([]);
});
