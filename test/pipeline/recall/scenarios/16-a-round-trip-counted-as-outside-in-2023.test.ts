import { expect } from "vitest";
import { HOUR, subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, through } from "./third-party.ts";

scenario(
  {
    given: "mail makes the round trip through a signature service, in rich text, without any exemption",
    when: "Alice recalls a message to Bob",
    then: "the copy is deleted; in 2023 the report says outside all the same, since the request was sent external",
    rules: ["R9", "R22"],
    source: "D, V",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (recalledAllTheSame)"], drops: ["bob: Success"] },
      { at: FROM_2024, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const on = await run.tenant(through("signature", RICH_TEXT_ALWAYS));
    const request = await run.recall(on, await run.send(on));

    expect(await subjects(on, "bob")).toEqual([]);
    expect((await on.legs.list({ messageId: request })).map(({ direction }) => direction).sort()).toEqual([
      "in",
      "out",
    ]);
    await on.advance(25 * HOUR);
    return { on, request };
  },
);
