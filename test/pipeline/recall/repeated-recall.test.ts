import { expect, it } from "vitest";
import { recall, report, sandbox, submit, tenant } from "../../support/sandbox.ts";

// Scenario 37; R4.
it("a second recall of the same message fails at once and leaves the first result alone", async () => {
  const on = await sandbox({ config: tenant() });
  const original = await submit(on);
  const first = await recall(on, original);
  const second = await recall(on, original);

  expect(await report(on, first)).toEqual(["bob@contoso.com: recalled"]);
  expect(await report(on, second)).toEqual(["bob@contoso.com: failed (alreadyRecalled)"]);
});

// R26: every change is told, in order.
it("every change of a recall is an event", async () => {
  const on = await sandbox({ config: tenant() });
  const told: string[] = [];
  on.recalls.subscribe((change) => told.push(`${change.address ?? "-"} ${change.status}`));
  const request = await recall(on, await submit(on));
  expect(told).toEqual(["- requested", "bob@contoso.com pending", "bob@contoso.com recalled"]);
  expect((await on.recalls.changes(request)).map((change) => change.status)).toEqual([
    "requested",
    "pending",
    "recalled",
  ]);
});
