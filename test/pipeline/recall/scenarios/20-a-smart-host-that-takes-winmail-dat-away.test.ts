import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, through } from "./third-party.ts";

const PRESETS = ["strip-tnef", "unpack-tnef"];

scenario(
  {
    given: "rich text always, and a smart host that removes winmail.dat or turns it into MIME",
    when: "Alice recalls a message to Bob",
    then: "in 2023 the request arrives as ordinary mail and the original stays; later Message-ID and recall header are enough",
    rules: ["R11"],
    source: "chosen",
    outcomes: PRESETS.flatMap((preset) => [
      { at: IN_2023, case: preset, report: ["bob: outside (notRecognised)"] },
      { at: FROM_2024, case: preset, report: ["bob: recalled"], drops: ["bob: Success"] },
    ]),
  },
  async (run) => {
    const on = await run.tenant(through(run.case, RICH_TEXT_ALWAYS));
    const request = await run.recall(on, await run.send(on));
    expect(await subjects(on, "bob")).toEqual(run.level === "2023-04" ? ["Recall: Budget", "Budget"] : []);
    return { on, request };
  },
);
