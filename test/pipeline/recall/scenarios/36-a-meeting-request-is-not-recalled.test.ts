import { expect } from "vitest";
import { subjects, submit } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "Alice has sent Bob a meeting request",
    when: "she recalls it",
    then: "it stays, and the recall has failed at once",
    rules: ["R7"],
    source: "V",
    outcomes: [
      {
        at: EVERYWHERE,
        report: ["bob: failed (meetingRequest)"],
        drops: [
          "bob: Reason: [Stage: OnSubmittedMessage][Agent: Transport Message Recall Routing Agent];Message recall refused (meetingRequest), dropping the recall email. Result:Failed",
        ],
      },
    ],
  },
  async (run) => {
    const on = await run.tenant();
    const content = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    const original = await submit(on, { subject: "Standup", icalEvent: { method: "REQUEST", content } });

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual(["Standup"]);
    return { on, request };
  },
);
