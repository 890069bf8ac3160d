import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, moves, scenario } from "./scenario.ts";

const outcome = { report: ["bob: failed (folderNotRecallable)"], drops: ["bob: Failed"] };

scenario(
  {
    given: "Bob has moved the copy to Drafts or Sent Items",
    when: "Alice recalls it",
    then: "it stays there, and that is final at once",
    rules: ["R12", "R13"],
    source: "V",
    outcomes: [
      { at: EVERYWHERE, case: "Drafts", ...outcome },
      { at: EVERYWHERE, case: "Sent Items", ...outcome },
    ],
  },
  async (run) => {
    const on = await run.tenant();
    const original = await run.send(on);
    await moves(on, "bob", run.case);

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob", run.case === "Drafts" ? "drafts" : "sentitems")).toEqual(["Budget"]);
    return { on, request };
  },
);
