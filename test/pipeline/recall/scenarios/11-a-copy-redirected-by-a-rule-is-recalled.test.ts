import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "a mail-flow rule redirects Bob's mail to Carol",
    when: "Alice recalls what she sent to Bob",
    then: "Carol's copy is deleted; Bob, who had none, has no line in the report",
    rules: ["R4", "R18"],
    source: "V",
    outcomes: [{ at: EVERYWHERE, report: ["carol: recalled"], drops: ["carol: Success"] }],
  },
  async (run) => {
    const on = await run.tenant({
      transportRules: [{ name: "To Carol", sentTo: "bob@contoso.com", redirectMessageTo: "carol@contoso.com" }],
    });
    const original = await run.send(on);
    expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([[], ["Budget"]]);

    const request = await run.recall(on, original);

    expect(await subjects(on, "carol")).toEqual([]);
    return { on, request };
  },
);
