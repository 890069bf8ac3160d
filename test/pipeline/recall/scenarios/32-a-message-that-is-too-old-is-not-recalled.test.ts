import { expect } from "vitest";
import { HOUR, subjects, submit } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const OLDER = "a millisecond older than that";
const EXACTLY = "exactly as old";
const DATED = "with a Date of 2001";

scenario(
  {
    given: "MessageRecallMaxRecallableAge is an hour",
    when: "Alice recalls a message that is as old as that, or older, or has an old Date header",
    then: "an older one fails at once and stays; at exactly that age it is recalled; the Date header makes nothing older; ages below five minutes or above ten years can't be set",
    rules: ["R6", "R7"],
    source: "V",
    outcomes: [
      {
        at: EVERYWHERE,
        case: OLDER,
        report: ["bob: failed (tooOld)"],
        drops: [
          "bob: Reason: [Stage: OnSubmittedMessage][Agent: Transport Message Recall Routing Agent];Message recall refused (tooOld), dropping the recall email. Result:Failed",
        ],
      },
      { at: EVERYWHERE, case: EXACTLY, report: ["bob: recalled"], drops: ["bob: Success"] },
      { at: ["2024-08 B", "2026-09 B"], case: DATED, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const limited = (age: string) => run.tenant({ organizationConfig: { messageRecallMaxRecallableAge: age } });
    await expect(limited("00:04:59")).rejects.toThrow(/messageRecallMaxRecallableAge/);
    await expect(limited("3654.00:00:00")).rejects.toThrow(/messageRecallMaxRecallableAge/);
    const on = await limited("01:00:00");
    const date = new Date("2001-01-01T00:00:00Z");
    const original = run.case === DATED ? await submit(on, { date }) : await run.send(on);
    await on.advance(run.case === OLDER ? HOUR + 1 : HOUR);

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual(run.case === OLDER ? ["Budget"] : []);
    expect(await subjects(on, "alice")).toEqual(["Message Recall Report: Budget"]);
    return { on, request };
  },
);
