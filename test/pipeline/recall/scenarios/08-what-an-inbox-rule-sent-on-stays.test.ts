import { expect } from "vitest";
import { person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const CASES: Readonly<Record<string, { actions: Record<string, string>; subject: string }>> = {
  forwards: { actions: { forwardTo: "carol@contoso.com" }, subject: "FW: Budget" },
  redirects: { actions: { redirectTo: "carol@contoso.com" }, subject: "Budget" },
};

scenario(
  {
    given: "an inbox rule of Bob's forwards or redirects his mail to Carol",
    when: "Alice recalls what she sent to Bob",
    then: "Bob's copy is deleted, Carol's stays",
    rules: ["R10", "R18"],
    source: "D",
    outcomes: Object.keys(CASES).map((one) => ({
      at: EVERYWHERE,
      case: one,
      report: ["bob: recalled"],
      drops: ["bob: Success"],
    })),
  },
  async (run) => {
    const { actions, subject } = CASES[run.case] as (typeof CASES)[string];
    const bob = person("bob", { inboxRules: [{ name: "On", actions }] });
    const on = await run.tenant({ mailboxes: [person("alice"), bob, person("carol")] });
    const original = await run.send(on);
    expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([["Budget"], [subject]]);

    const request = await run.recall(on, original);

    expect([await subjects(on, "bob"), await subjects(on, "carol")]).toEqual([[], [subject]]);
    return { on, request };
  },
);
