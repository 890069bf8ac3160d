import { expect } from "vitest";
import { HOUR, subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, reportPage, scenario } from "./scenario.ts";
import { ROUTE_RECALLS_ONLY, SWALLOWS, through } from "./third-party.ts";

scenario(
  {
    given: "a filter in the mail flow takes recall requests and gives nothing back",
    when: "Alice recalls a message to Bob",
    then: "the original stays, and the report is pending until the 24 hours end, then the reason is unknown; in 2023 it says outside at once",
    rules: ["R22"],
    source: "S; the end: chosen",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (notReturned)"] },
      { at: FROM_2024, report: ["bob: failed (notReturned)"] },
    ],
  },
  async (run) => {
    const on = await run.tenant(through("transparent", { transportRules: [ROUTE_RECALLS_ONLY] }));
    on.faults.add(SWALLOWS);
    const request = await run.recall(on, await run.send(on));

    await on.advance(24 * HOUR - 1);
    if (run.level !== "2023-04") expect(await reportPage(on, request)).toEqual(["bob: Pending"]);
    await on.advance(1);

    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    return { on, request };
  },
);
