import { expect } from "vitest";
import { items } from "../../../support/sandbox.ts";
import { FROM_2024, scenario } from "./scenario.ts";
import { MARK_REPORTS, ROUTE, through } from "./third-party.ts";

const outcome = { report: ["bob: recalled"], drops: ["bob: Success"] };

scenario(
  {
    given:
      "mail goes through a signature service, with or without a rule that keeps recall reports back by their source",
    when: "Alice recalls a message to Bob",
    then: "without the rule the report mail makes the round trip too, once; with it it stays inside",
    rules: ["R8"],
    source: "V; that rules see reports: chosen",
    outcomes: [
      { at: FROM_2024, case: "without the rule", ...outcome },
      { at: FROM_2024, case: "with the rule", ...outcome },
    ],
  },
  async (run) => {
    const isKept = run.case === "with the rule";
    const on = await run.tenant(through("signature", { transportRules: [...(isKept ? [MARK_REPORTS] : []), ROUTE] }));
    const request = await run.recall(on, await run.send(on));

    const [mail, ...others] = await items(on, "alice");
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("Message Recall Report: Budget");
    expect(await on.legs.list({ messageId: mail?.messageId ?? "" })).toHaveLength(isKept ? 0 : 2);
    return { on, request };
  },
);
