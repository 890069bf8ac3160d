import { expect } from "vitest";
import { TAG } from "../../../../src/tnef/property-tags.ts";
import { legBytes, tnefOf } from "../../../support/outlook.ts";
import { subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, through } from "./third-party.ts";

scenario(
  {
    given: "TNEFEnabled of the remote domain is $true, and the smart host keeps application/ms-tnef",
    when: "Alice recalls a message to Bob",
    then: "the request comes back with its class and the key of the original, and the original is deleted",
    rules: ["R1", "R2", "R11"],
    source: "V",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (recalledAllTheSame)"], drops: ["bob: Success"] },
      { at: FROM_2024, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const on = await run.tenant(through("keep-tnef", RICH_TEXT_ALWAYS));
    const original = await run.send(on);
    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual([]);
    const [sent] = await on.submitted.find(original);
    const { properties } = (await tnefOf(await legBytes(on, request, "in"))).message;
    expect(properties.text(TAG.PidTagMessageClass)).toBe("IPM.Outlook.Recall");
    expect(properties.binary(TAG.RecallSearchKey)?.toString("hex").toUpperCase()).toBe(sent?.searchKey);
    return { on, request };
  },
);
