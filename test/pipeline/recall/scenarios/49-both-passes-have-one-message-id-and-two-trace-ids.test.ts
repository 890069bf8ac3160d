import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { cmdlet } from "../../http/support.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, through } from "./third-party.ts";

scenario(
  {
    given: "original and request make the round trip",
    when: "an administrator looks at the trace of either",
    then: "there are two rows with one Message-ID and a MessageTraceId each, all of one journey, and the report has one line for Bob",
    rules: ["R9", "R22"],
    source: "O, V",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (recalledAllTheSame)"], drops: ["bob: Success"] },
      { at: FROM_2024, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const on = await run.tenant(through("keep-tnef", RICH_TEXT_ALWAYS));
    const original = await run.send(on);
    const request = await run.recall(on, original);

    for (const messageId of [original, request]) {
      const rows = await cmdlet(on, "Get-MessageTraceV2", { MessageId: messageId });
      expect(rows.map(({ RecipientAddress }) => RecipientAddress)).toEqual(["bob@contoso.com", "bob@contoso.com"]);
      expect(new Set(rows.map(({ MessageTraceId }) => MessageTraceId)).size).toBe(2);
    }
    const received = (await on.tracking.find({ messageId: original })).filter(({ eventId }) => eventId === "RECEIVE");
    expect(new Set(received.map(({ journeyId }) => journeyId)).size).toBe(1);
    expect(await subjects(on, "bob")).toEqual([]);
    return { on, request };
  },
);
