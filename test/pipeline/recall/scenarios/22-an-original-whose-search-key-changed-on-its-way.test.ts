import { expect } from "vitest";
import { HOUR, subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { ROUTE_BUT_RECALLS, through } from "./third-party.ts";

scenario(
  {
    given: "the original went through the smart host as plain MIME and has another search key; recalls are exempted",
    when: "Alice recalls it",
    then: "in 2023, by search key, it isn't found; later it is, by Message-ID",
    rules: ["R12", "R17"],
    source: "V",
    outcomes: [
      { at: IN_2023, report: ["bob: failed (notFound)"], drops: ["bob: Failed"] },
      { at: FROM_2024, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const on = await run.tenant(through("signature", { transportRules: [ROUTE_BUT_RECALLS] }));
    const request = await run.recall(on, await run.send(on));
    expect(await on.legs.list({ messageId: request })).toEqual([]);

    await on.advance(24 * HOUR);

    expect(await subjects(on, "bob")).toEqual(run.level === "2023-04" ? ["Budget"] : []);
    return { on, request };
  },
);
