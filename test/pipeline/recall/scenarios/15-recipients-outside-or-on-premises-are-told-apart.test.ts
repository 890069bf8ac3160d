import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "recipients inside, outside, and on premises",
    when: "Alice recalls the message",
    then: "inside it is deleted; for the others the report says at once that it can't be, and the text mail leaves to them with recallreportgenerated: true",
    rules: ["R7", "R8", "R21"],
    source: "D; the header: O",
    outcomes: [
      {
        at: EVERYWHERE,
        report: [
          "bob: recalled",
          "erik@onprem.contoso.com: outside (outsideOrganization)",
          "frank@fabrikam.com: outside (outsideOrganization)",
        ],
        drops: ["bob: Success"],
      },
    ],
  },
  async (run) => {
    const erik = {
      address: "erik@contoso.com",
      displayName: "Erik",
      externalAddress: "erik@onprem.contoso.com",
      onPremises: true,
    };
    const on = await run.tenant({ contacts: [erik] });
    const original = await run.send(on, { to: ["bob@contoso.com", "frank@fabrikam.com", "erik@contoso.com"] });

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual([]);
    const outside = (await on.internet.list()).filter(({ subject }) => subject === "Recall: Budget");
    expect(outside.flatMap(({ recipients }) => recipients).sort()).toEqual([
      "erik@onprem.contoso.com",
      "frank@fabrikam.com",
    ]);
    for (const { id } of outside) {
      const text = (await on.internet.bytes(id))?.toString() ?? "";
      expect(text).toMatch(/^X-MS-Exchange-RecallReportGenerated: true/im);
      expect(text).not.toMatch(/^X-MS-Exchange-Organization-/im);
    }
    return { on, request };
  },
);
