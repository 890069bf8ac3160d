import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { MARK_RECALLS, ROUTE, through } from "./third-party.ts";

scenario(
  {
    given: 'the exemption rule names the word "true" only, and requests are stamped false',
    when: "Alice recalls a message to Bob",
    then: "the request is routed out like any mail, and a host that strips headers spoils it",
    rules: ["R8", "R9"],
    source: "V; false was never seen, chosen",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (notRecognised)"] },
      { at: FROM_2024, report: ["bob: failed (notRecognised)"] },
    ],
  },
  async (run) => {
    const transportRules = [{ ...MARK_RECALLS, headerContainsWords: ["true"] }, ROUTE];
    const on = await run.tenant(
      through("strips-exchange-headers", { transportRules, service: { recallReportGenerated: false } }),
    );
    const request = await run.recall(on, await run.send(on));

    expect((await on.legs.list({ messageId: request })).map(({ direction }) => direction)).toContain("out");
    expect(await subjects(on, "bob")).toEqual(["Recall: Budget", "Budget"]);
    return { on, request };
  },
);
