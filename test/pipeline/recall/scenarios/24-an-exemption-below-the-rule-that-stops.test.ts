import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { MARK_RECALLS, RICH_TEXT_ALWAYS, ROUTE, through } from "./third-party.ts";

scenario(
  {
    given: "an exemption rule above or below the signature rule, which stops processing",
    when: "Alice recalls a message to Bob",
    then: "above it the request stays inside; below it it is never asked, and the request is routed out",
    rules: ["R9"],
    source: "V",
    outcomes: [
      { at: EVERYWHERE, case: "above", report: ["bob: recalled"], drops: ["bob: Success"] },
      { at: IN_2023, case: "below", report: ["bob: outside (notRecognised)"] },
      { at: FROM_2024, case: "below", report: ["bob: failed (notRecognised)"] },
    ],
  },
  async (run) => {
    const rules = [MARK_RECALLS, ROUTE];
    const transportRules = run.case === "above" ? rules : rules.toReversed();
    const on = await run.tenant(
      through("strips-exchange-headers", { transportRules, ...(run.case === "above" && RICH_TEXT_ALWAYS) }),
    );
    const request = await run.recall(on, await run.send(on));

    expect(await on.legs.list({ messageId: request })).toHaveLength(run.case === "above" ? 0 : 2);
    expect(await subjects(on, "bob")).toEqual(run.case === "above" ? [] : ["Recall: Budget", "Budget"]);
    return { on, request };
  },
);
