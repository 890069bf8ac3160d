import { expect } from "vitest";
import { events, items, subjects } from "../../../support/sandbox.ts";
import { cmdlet } from "../../http/support.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "two mailboxes of one tenant, cloud recall on, the message unread in Bob's Inbox",
    when: "Alice recalls it",
    then: "the copy is hard-deleted, Bob sees no mail, the request ends in the trace as Failed with Result:Success, and Alice has one report",
    rules: ["R4", "R8", "R15", "R16", "R21"],
    source: "D",
    outcomes: [{ at: EVERYWHERE, report: ["bob: recalled"], drops: ["bob: Success"] }],
  },
  async (run) => {
    const on = await run.tenant();
    const original = await run.send(on);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);

    const request = await run.recall(on, original);

    expect(await subjects(on, "bob")).toEqual([]);
    expect(await subjects(on, "bob", "recoverableitemspurges")).toEqual(["Budget"]);
    expect(await subjects(on, "alice", "sentitems")).toEqual(["Budget"]);
    const [kept] = await items(on, "alice", "recoverableitemspurges");
    expect(kept).toMatchObject({ subject: "Recall: Budget", messageClass: "IPM.Outlook.Recall" });
    expect((await items(on, "alice")).map(({ subject, sender }) => [subject, sender])).toEqual([
      ["Message Recall Report: Budget", "Office365Reports@microsoft.com"],
    ]);
    expect(await events(on, request)).toEqual(["RECEIVE", "AGENTINFO", "DROP"]);
    expect(await cmdlet(on, "Get-MessageTraceV2", { MessageId: request })).toMatchObject([
      { Subject: "Recall: Budget", RecipientAddress: "bob@contoso.com", Status: "Failed" },
    ]);
    return { on, request };
  },
);
