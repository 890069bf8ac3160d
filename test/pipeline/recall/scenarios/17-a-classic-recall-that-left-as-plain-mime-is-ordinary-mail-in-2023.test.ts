import { expect } from "vitest";
import { items, subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { through } from "./third-party.ts";

scenario(
  {
    given: "mail makes the round trip as plain MIME, TNEFEnabled of the remote domain is $null",
    when: "Alice recalls a message to Bob",
    then: "in 2023 the request lands in Bob's Inbox as ordinary mail, the original stays, and the report says outside, because the request left; later the Message-ID and the recall header are enough",
    rules: ["R1", "R11", "R22"],
    source: "V; from 2024-08: chosen",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (notRecognised)"] },
      { at: FROM_2024, report: ["bob: recalled"], drops: ["bob: Success"] },
    ],
  },
  async (run) => {
    const on = await run.tenant(through("signature"));
    const request = await run.recall(on, await run.send(on));

    const inbox = run.level === "2023-04" ? ["Recall: Budget", "Budget"] : [];
    expect(await subjects(on, "bob")).toEqual(inbox);
    if (run.level === "2023-04") expect((await items(on, "bob"))[0]?.messageClass).toBe("IPM.Note");
    return { on, request };
  },
);
