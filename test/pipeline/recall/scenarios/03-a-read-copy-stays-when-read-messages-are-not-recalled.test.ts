import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, reads, scenario } from "./scenario.ts";

scenario(
  {
    given: "Bob has read the message, Carol has not, RecallReadMessagesEnabled is $false",
    when: "Alice recalls it",
    then: "Bob's copy stays and that is final at once, Carol's is deleted",
    rules: ["R12", "R14", "R16"],
    source: "D",
    outcomes: [
      {
        at: EVERYWHERE,
        report: ["bob: failed (readNotAllowed)", "carol: recalled"],
        drops: ["bob: Failed", "carol: Success"],
      },
    ],
  },
  async (run) => {
    const on = await run.tenant({ organizationConfig: { recallReadMessagesEnabled: false } });
    const original = await run.send(on, { to: ["bob@contoso.com", "carol@contoso.com"] });
    await reads(on, "bob");

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    expect(await subjects(on, "carol")).toEqual([]);
    return { on, request };
  },
);
