import { expect } from "vitest";
import { items, person, subjects } from "../../../support/sandbox.ts";
import { BY_OUTLOOK, reads, scenario } from "./scenario.ts";

const UNREAD = "unread, Outlook for Windows";
const READ = "read, Outlook for Windows";
const OTHER = "another client";
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  [UNREAD]: ["IPM.Recall.Report.Success"],
  [READ]: ["IPM.Recall.Report.Failure"],
  [OTHER]: [],
};

scenario(
  {
    given: "MessageRecallEnabled is $false, and Bob runs Outlook for Windows or another client",
    when: "Alice recalls with classic Outlook",
    then: "the request is delivered as an IPM.Outlook.Recall item and there is no report of the service; Bob's Outlook deletes the unread original and answers IPM.Recall.Report.Success, or .Failure where it was read; another client does nothing",
    rules: ["R20"],
    source: "D",
    outcomes: [
      { at: BY_OUTLOOK, case: UNREAD, report: [] },
      { at: BY_OUTLOOK, case: READ, report: [] },
      { at: BY_OUTLOOK, case: OTHER, report: [] },
    ],
  },
  async (run) => {
    const outlookClient = run.case === OTHER ? "New" : "Classic";
    const on = await run.tenant({
      mailboxes: [person("alice"), person("bob", { outlookClient })],
      organizationConfig: { messageRecallEnabled: false },
    });
    const original = await run.send(on);
    if (run.case === READ) await reads(on, "bob");

    const request = await run.recall(on, original);

    const [newest] = await items(on, "bob");
    expect(newest).toMatchObject({ subject: "Recall: Budget", messageClass: "IPM.Outlook.Recall" });
    expect(await subjects(on, "bob")).toEqual(run.case === UNREAD ? ["Recall: Budget"] : ["Recall: Budget", "Budget"]);
    expect((await items(on, "alice")).map(({ messageClass }) => messageClass)).toEqual(ANSWERS[run.case]);
    return { on, request };
  },
);
