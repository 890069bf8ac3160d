import { expect, it } from "vitest";
import { recall, sandbox, submit, tenant } from "../../support/sandbox.ts";

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
