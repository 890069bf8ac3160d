import { expect } from "vitest";
import { items, person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, moves, scenario } from "./scenario.ts";

const FOLDERS = ["2026", "Deleted Items", "Junk Email", "Archive"];
const BY_RULE = "2026, by an inbox rule";

scenario(
  {
    given:
      "Bob, or an inbox rule of his, has moved the copy to a folder of his own, or Bob to Deleted Items, Junk Email or Archive",
    when: "Alice recalls it",
    then: "it is deleted there",
    rules: ["R13"],
    source: "V; Junk Email and Archive: chosen",
    outcomes: [...FOLDERS, BY_RULE].map((one) => ({
      at: EVERYWHERE,
      case: one,
      report: ["bob: recalled"],
      drops: ["bob: Success"],
    })),
  },
  async (run) => {
    const inboxRules = [{ name: "File", actions: { moveToFolder: "Projects/2026" } }];
    const bob = person("bob", { folders: ["Projects/2026"], ...(run.case === BY_RULE && { inboxRules }) });
    const on = await run.tenant({ mailboxes: [person("alice"), bob] });
    const original = await run.send(on);
    if (run.case !== BY_RULE) await moves(on, "bob", run.case);
    expect(await subjects(on, "bob")).toEqual([]);

    const request = await run.recall(on, original);

    const left = await on.mailboxes.list("bob@contoso.com", { messageId: original });
    expect(left).toHaveLength(1);
    expect(left).toEqual(await items(on, "bob", "recoverableitemspurges"));
    return { on, request };
  },
);
