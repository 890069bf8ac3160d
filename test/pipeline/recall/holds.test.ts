import { expect, it } from "vitest";
import { person, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const config = tenant({
  mailboxes: [
    person("alice"),
    person("bob", { litigationHoldEnabled: true, singleItemRecoveryEnabled: false }),
    person("carol", { singleItemRecoveryEnabled: false }),
    person("dave"),
    person("erin", { inPlaceHolds: ["Case 7"] }),
  ],
});

// Scenario 34; R15.
it("a recalled copy is in Purges on litigation hold or with single item recovery, in DiscoveryHolds on an in-place hold, else gone", async () => {
  const on = await sandbox({ config });
  await recall(
    on,
    await submit(on, { to: ["bob@contoso.com", "carol@contoso.com", "dave@contoso.com", "erin@contoso.com"] }),
  );

  for (const name of ["bob", "carol", "dave", "erin"]) expect(await subjects(on, name)).toEqual([]);
  expect(await subjects(on, "bob", "recoverableitemspurges")).toEqual(["Budget"]);
  expect(await subjects(on, "carol", "recoverableitemspurges")).toEqual([]);
  expect(await subjects(on, "dave", "recoverableitemspurges")).toEqual(["Budget"]);
  expect(await subjects(on, "erin", "recoverableitemspurges")).toEqual([]);
  expect(await subjects(on, "erin", "recoverableitemsdiscoveryholds")).toEqual(["Budget"]);
});
