import { expect, it } from "vitest";
import { recall, report, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";

const config = tenant({
  groups: [
    {
      address: "all@contoso.com",
      displayName: "All",
      members: ["team@contoso.com", "carol@contoso.com", "bob@contoso.com"],
    },
    {
      address: "team@contoso.com",
      displayName: "Team",
      members: ["bob@contoso.com", "dave@contoso.com", "all@contoso.com"],
    },
  ],
  contacts: [
    { address: "erik@contoso.com", displayName: "Erik", externalAddress: "erik@onprem.contoso.com", onPremises: true },
  ],
});

// Scenarios 12 and 47; R4, R7.
it("a nested group: one row and one deletion per mailbox", async () => {
  const on = await sandbox({ config });
  const request = await recall(on, await submit(on, { to: ["all@contoso.com", "bob@contoso.com"] }));

  expect(await report(on, request)).toEqual([
    "bob@contoso.com: recalled",
    "carol@contoso.com: recalled",
    "dave@contoso.com: recalled",
  ]);
  for (const name of ["bob", "carol", "dave"]) expect(await subjects(on, name)).toEqual([]);
});

// Scenario 15; R7, R21.
it("who is outside or on premises is told apart at once, and gets the text mail", async () => {
  const on = await sandbox({ config });
  const original = await submit(on, { to: ["bob@contoso.com", "frank@fabrikam.com", "erik@contoso.com"] });
  const request = await recall(on, original);

  expect(await report(on, request)).toEqual([
    "bob@contoso.com: recalled",
    "erik@onprem.contoso.com: outside (outsideOrganization)",
    "frank@fabrikam.com: outside (outsideOrganization)",
  ]);
  const outside = (await on.internet.list()).filter((mail) => mail.subject.startsWith("Recall: "));
  expect(outside.flatMap((mail) => mail.recipients).sort()).toEqual(["erik@onprem.contoso.com", "frank@fabrikam.com"]);
  const text = (await on.internet.bytes(outside[0]?.id ?? 0))?.toString() ?? "";
  expect(text).toContain("X-MS-Exchange-RecallReportGenerated: true");
  expect(text).not.toMatch(/^X-MS-Exchange-Organization-/im);
});

// Section 8.14: a recall of mail that only went outside is reported all the same.
it("mail that only went outside: one line, outside", async () => {
  const on = await sandbox({ config });
  const request = await recall(on, await submit(on, { to: "frank@fabrikam.com" }));
  expect(await report(on, request)).toEqual(["frank@fabrikam.com: outside (outsideOrganization)"]);
});
