import { expect } from "vitest";
import { items, person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, moves, scenario } from "./scenario.ts";

const FOLDERS = ["2026", "Deleted Items", "Junk Email", "Archive"];

scenario(
  {
    given: "Bob has moved the copy to a folder of his own, to Deleted Items, Junk Email or Archive",
    when: "Alice recalls it",
    then: "it is deleted there",
    rules: ["R13"],
    source: "V; Junk Email and Archive: chosen",
    outcomes: FOLDERS.map((folder) => ({
      at: EVERYWHERE,
      case: folder,
      report: ["bob: recalled"],
      drops: ["bob: Success"],
    })),
  },
  async (run) => {
    const on = await run.tenant({ mailboxes: [person("alice"), person("bob", { folders: ["Projects/2026"] })] });
    const original = await run.send(on);
    await moves(on, "bob", run.case);
    expect(await subjects(on, "bob")).toEqual([]);

    const request = await run.recall(on, original);

    const left = await on.mailboxes.list("bob@contoso.com", { messageId: original });
    expect(left).toEqual(await items(on, "bob", "recoverableitemspurges"));
    return { on, request };
  },
);
