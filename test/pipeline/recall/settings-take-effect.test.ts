import { expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, items, recall, report, sandbox, submit, tenant } from "../../support/sandbox.ts";

async function turnRecallOff(on: Sandbox): Promise<void> {
  await on.configurations.change(
    (organization) => ({
      ...organization,
      organizationConfig: { ...organization.organizationConfig, messageRecallEnabled: false },
    }),
    "Set-OrganizationConfig",
  );
}

// R20.
it("with cloud recall off a request is refused in words", async () => {
  const on = await sandbox({ config: tenant({ organizationConfig: { messageRecallEnabled: false } }) });
  const original = await submit(on);
  await expect(recall(on, original)).rejects.toThrow(/turned off for this organization/);
});

// Scenario 5; R24.
it("a changed setting acts after the propagation delay, not before", async () => {
  const on = await sandbox({ config: tenant({ service: { propagationDelay: "1h" } }) });
  const original = await submit(on, { to: ["bob@contoso.com"] });
  await turnRecallOff(on);
  await on.advance(HOUR / 2);
  expect(await report(on, await recall(on, original))).toEqual(["bob@contoso.com: recalled"]);
  await on.advance(HOUR / 2);
  await expect(recall(on, original)).rejects.toThrow(/turned off/);
});

// R7: only Sent Items, only one's own.
it("only a message in Sent Items can be recalled", async () => {
  const on = await sandbox({ config: tenant() });
  await submit(on);
  const [received] = await items(on, "bob");
  if (!received) throw new Error("not delivered");
  expect(await on.recallRequests.request("bob@contoso.com", received)).toEqual({
    refused: "Only messages in Sent Items can be recalled.",
  });
});
