import { expect } from "vitest";
import { HOUR, items } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { RICH_TEXT_ALWAYS, through } from "./third-party.ts";

const MESSAGE_ID = "the Message-ID is another";
const CORRELATOR = "X-MS-TNEF-Correlator is another";

scenario(
  {
    given:
      "rich text always, and a smart host that changes the Message-ID, or X-MS-TNEF-Correlator but not the key inside winmail.dat",
    when: "Alice recalls a message to Bob",
    then: "with another Message-ID the TNEF is valid, but the request is not registered: it lands in the Inbox and the original stays; with another correlator the TNEF is ignored and the class lost: in 2023 the original stays, later Message-ID and recall header are enough",
    rules: ["R10", "R11", "R22"],
    source: "D ([MS-OXCMAIL]); chosen",
    outcomes: [
      { at: IN_2023, case: MESSAGE_ID, report: ["bob: outside (notReturned)"] },
      { at: FROM_2024, case: MESSAGE_ID, report: ["bob: failed (notReturned)"] },
      { at: IN_2023, case: CORRELATOR, report: ["bob: outside (notRecognised)"] },
      { at: FROM_2024, case: CORRELATOR, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const preset = run.case === MESSAGE_ID ? "rewrites-message-id" : "rewrite-correlator";
    const on = await run.tenant(through(preset, RICH_TEXT_ALWAYS));
    const request = await run.recall(on, await run.send(on));

    const inbox = (await items(on, "bob")).map(({ subject, messageClass }) => `${subject} (${messageClass})`);
    if (run.case === MESSAGE_ID) expect(inbox).toEqual(["Recall: Budget (IPM.Outlook.Recall)", "Budget (IPM.Note)"]);
    else if (run.level === "2023-04") expect(inbox).toEqual(["Recall: Budget (IPM.Note)", "Budget (IPM.Note)"]);
    else expect(inbox).toEqual([]);
    await on.advance(24 * HOUR);
    return { on, request };
  },
);
