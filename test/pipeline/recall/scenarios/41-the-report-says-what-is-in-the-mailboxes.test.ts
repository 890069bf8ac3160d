import { expect } from "vitest";
import { subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, moves, reads, scenario } from "./scenario.ts";

const STAYED = ["bob", "carol"];
const GONE = ["dave"];

scenario(
  {
    given:
      "Bob has read the message where read messages are not recalled, Carol keeps it in Drafts, Dave has it in a folder",
    when: "Alice recalls it",
    then: "the report says recalled of exactly those whose mailboxes no longer have it",
    rules: ["R13", "R14", "R21"],
    source: "V",
    outcomes: [
      {
        at: EVERYWHERE,
        report: ["bob: failed (readNotAllowed)", "carol: failed (folderNotRecallable)", "dave: recalled"],
        drops: ["bob: Failed", "carol: Failed", "dave: Success"],
      },
    ],
  },
  async (run) => {
    const on = await run.tenant({ organizationConfig: { recallReadMessagesEnabled: false } });
    const original = await run.send(on, { to: [...STAYED, ...GONE].map((name) => `${name}@contoso.com`) });
    await reads(on, "bob");
    await moves(on, "carol", "Drafts");
    await moves(on, "dave", "Archive");

    const request = await run.recall(on, original);

    const left = async (name: string) =>
      (await on.mailboxes.list(`${name}@contoso.com`, { messageId: original })).map(
        ({ folderId }) => on.mailboxes.folders.get(folderId)?.name,
      );
    expect(await left("bob")).toEqual(["Inbox"]);
    expect(await left("carol")).toEqual(["Drafts"]);
    expect(await left("dave")).toEqual(["Purges"]);
    expect(await subjects(on, "dave")).toEqual([]);
    return { on, request };
  },
);
