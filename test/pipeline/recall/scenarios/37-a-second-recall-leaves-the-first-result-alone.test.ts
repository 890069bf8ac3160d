import { expect } from "vitest";
import { EVERYWHERE, reportPage, scenario } from "./scenario.ts";

scenario(
  {
    given: "Alice has recalled a message",
    when: "she recalls it once more",
    then: "the second recall fails at once, as already recalled, and the first one's result stays",
    rules: ["R4", "R13", "R22"],
    source: "O; the result: chosen",
    outcomes: [{ at: EVERYWHERE, report: ["bob: failed (alreadyRecalled)"], drops: ["bob: Failed"] }],
  },
  async (run) => {
    const on = await run.tenant();
    const original = await run.send(on);
    const first = await run.recall(on, original);
    const second = await run.recall(on, original);
    expect(await reportPage(on, first)).toEqual(["bob: The message was successfully recalled"]);
    expect((await on.recalls.list()).map(({ requestMessageId }) => requestMessageId).sort()).toEqual(
      [first, second].sort(),
    );
    return { on, request: second };
  },
);
