import { expect } from "vitest";
import { HOUR, items, subjects } from "../../../support/sandbox.ts";
import { BY_OUTLOOK, BY_THE_SERVICE, EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "cloud recall is switched off, and service.propagationDelay is an hour, as in the real service",
    when: "Alice recalls a message half an hour later, or an hour later",
    then: "half an hour later recall still works; an hour later Graph refuses, and Outlook's request is delivered as an item",
    rules: ["R20", "R24"],
    source: "D",
    outcomes: [
      { at: EVERYWHERE, case: "half an hour later", report: ["bob: recalled"], drops: ["bob: Success"] },
      {
        at: BY_THE_SERVICE,
        case: "an hour later",
        report: [],
        refused: "Cloud-based message recall is turned off for this organization (MessageRecallEnabled is False).",
      },
      { at: BY_OUTLOOK, case: "an hour later", report: [] },
    ],
  },
  async (run) => {
    const on = await run.tenant({ service: { propagationDelay: "1h" } });
    const original = await run.send(on);
    await on.configurations.change(
      (organization) => ({
        ...organization,
        organizationConfig: { ...organization.organizationConfig, messageRecallEnabled: false },
      }),
      "Set-OrganizationConfig",
    );
    await on.advance(run.case === "an hour later" ? HOUR : HOUR / 2);

    const request = await run.tryRecall(on, original);

    if (run.case === "half an hour later") expect(await subjects(on, "bob")).toEqual([]);
    else if (run.generation === "B") expect(await subjects(on, "bob")).toEqual(["Budget"]);
    else
      expect((await items(on, "bob")).map(({ messageClass }) => messageClass)).toEqual([
        "IPM.Outlook.Recall",
        "IPM.Note",
      ]);
    return request;
  },
);
