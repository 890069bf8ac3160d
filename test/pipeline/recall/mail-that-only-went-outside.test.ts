import { expect, it } from "vitest";
import { recall, report, sandbox, submit, tenant } from "../../support/sandbox.ts";

// A recall of mail that only went outside is reported all the same (chosen). R7, R8
it("mail that only went outside: one line, outside", async () => {
  const on = await sandbox({ config: tenant() });
  const request = await recall(on, await submit(on, { to: "frank@fabrikam.com" }));
  expect(await report(on, request)).toEqual(["frank@fabrikam.com: outside (outsideOrganization)"]);
});
