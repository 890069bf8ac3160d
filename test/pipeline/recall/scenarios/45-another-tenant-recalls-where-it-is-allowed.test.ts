import { expect } from "vitest";
import { events, recall, subjects, submit } from "../../../support/sandbox.ts";
import { allow, CONTOSO, FABRIKAM, twoTenants } from "../../../support/two-tenants.ts";
import { scenario } from "./scenario.ts";

const ANN = "ann@fabrikam.com";
const CASES: Readonly<Record<string, { crossTenantRecallEnabled?: boolean; allowedSenderTenantIds?: string[] }>> = {
  off: { crossTenantRecallEnabled: false, allowedSenderTenantIds: [CONTOSO] },
  "on, and Contoso is listed": { crossTenantRecallEnabled: true, allowedSenderTenantIds: [CONTOSO] },
  "on, and another is listed": { crossTenantRecallEnabled: true, allowedSenderTenantIds: [FABRIKAM] },
  "on, and Contoso was removed": { crossTenantRecallEnabled: true, allowedSenderTenantIds: [CONTOSO] },
};

scenario(
  {
    given: "Alice of Contoso writes to Ann of Fabrikam, whose cross-tenant recall is off, lists Contoso, or doesn't",
    when: "she recalls it",
    then: "only where Contoso is listed the copy is deleted; else the request is ordinary mail; Alice's page says outside in any case",
    rules: ["R2", "R25"],
    source: "D; what Alice's page says: chosen",
    outcomes: Object.keys(CASES).map((one) => ({
      at: ["2026-09 B"],
      case: one,
      report: [`${ANN}: outside (outsideOrganization)`],
    })),
  },
  async (run) => {
    const tenants = await twoTenants({ fabrikam: { crossTenantRecall: CASES[run.case] } });
    const { contoso, fabrikam } = tenants;
    if (run.case.endsWith("removed"))
      await allow(fabrikam, { crossTenantRecallEnabled: true, allowedSenderTenantIds: [] });
    const original = await submit(contoso, { to: ANN });
    await tenants.idle();

    const request = await recall(contoso, original);
    await tenants.idle();

    const isListed = run.case.endsWith("Contoso is listed");
    expect(await subjects(fabrikam, ANN)).toEqual(isListed ? [] : ["Recall: Budget", "Budget"]);
    expect(await events(fabrikam, request)).toContain(isListed ? "DROP" : "DELIVER");
    return { on: contoso, request };
  },
);
