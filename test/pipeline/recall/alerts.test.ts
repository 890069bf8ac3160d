import { expect, it } from "vitest";
import { items, NOON, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const alerts = (organizationConfig: Record<string, unknown>) => tenant({ organizationConfig });

// Scenario 33; R23.
it("recipients are not told by default", async () => {
  const on = await sandbox({ config: tenant() });
  await recall(on, await submit(on));
  expect(await subjects(on, "bob")).toEqual([]);
});

it("with MessageRecallAlertRecipientsEnabled each recipient of a recalled copy is told", async () => {
  const on = await sandbox({ config: alerts({ messageRecallAlertRecipientsEnabled: true }) });
  await recall(on, await submit(on));
  expect(await subjects(on, "bob")).toEqual(["Message recalled: Budget"]);
});

it("with …ReadMessagesOnlyEnabled only who had read it is told", async () => {
  const on = await sandbox({
    config: alerts({
      messageRecallAlertRecipientsEnabled: true,
      messageRecallAlertRecipientsReadMessagesOnlyEnabled: true,
    }),
  });
  const original = await submit(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
  const [copy] = await items(on, "carol");
  if (copy) await on.mailboxes.setRead("carol@contoso.com", copy.id, true, NOON);
  await recall(on, original);
  expect(await subjects(on, "bob")).toEqual([]);
  expect(await subjects(on, "carol")).toEqual(["Message recalled: Budget"]);
});
