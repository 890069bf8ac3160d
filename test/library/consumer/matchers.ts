// The matchers' types, checked by tsc --strict against the packed package.
import { startSandbox } from "recall-sandbox";
import { expect, it } from "vitest";
import "recall-sandbox/vitest";

it("has types", async () => {
  await using sandbox = await startSandbox();
  const message = await sandbox.send({ from: "alice@contoso.com", to: "bob@contoso.com" });
  await expect(message).toBeDelivered();
  await expect(message).toBeDelivered("bob@contoso.com", { timeout: 1000 });
  await expect(message).toComeBackFrom("To the signature service");
  await expect(message).toKeepHeader("Message-ID", { connector: "To the signature service", timeout: 1000 });
  await expect(message).toHaveVerdict("changed");
  await expect(message).not.toBeRecalled();
  await expect(await message.recall()).toBeRecalled(["bob@contoso.com"]);
  // @ts-expect-error there is no such verdict
  await expect(message).not.toHaveVerdict("lovely");
});
