import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, reads, scenario } from "./scenario.ts";

scenario(
  {
    given: "Bob has read the message, RecallReadMessagesEnabled is $null or $true",
    when: "Alice recalls it",
    then: "the copy is deleted, and the report says that Bob had read it",
    rules: ["R14", "R21"],
    source: "D, V",
    outcomes: [
      { at: EVERYWHERE, case: "$null", report: ["bob: recalledRead"], drops: ["bob: Success"] },
      { at: EVERYWHERE, case: "$true", report: ["bob: recalledRead"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const recallReadMessagesEnabled = run.case === "$true" ? true : null;
    const on = await run.tenant({ organizationConfig: { recallReadMessagesEnabled } });
    const original = await run.send(on);
    await reads(on, "bob");

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual([]);
    return { on, request };
  },
);
