import { expect } from "vitest";
import { items, subjects } from "../../../support/sandbox.ts";
import { FROM_2024, IN_2023, scenario } from "./scenario.ts";
import { through } from "./third-party.ts";

scenario(
  {
    given: "the smart host removes the loop marker, so that mail is routed to it again and again",
    when: "Alice sends a message and recalls it",
    then: "original and request loop until the hop count ends them with 5.4.14, and Alice has an NDR for each",
    rules: ["R9", "R22"],
    source: "D",
    outcomes: [
      { at: IN_2023, report: ["bob: outside (undeliverable)"] },
      { at: FROM_2024, report: ["bob: failed (undeliverable)"] },
    ],
  },
  async (run) => {
    const on = await run.tenant(through("drops-loop-header"));
    const request = await run.recall(on, await run.send(on));

    expect(await subjects(on, "bob")).toEqual([]);
    expect((await subjects(on, "alice")).sort()).toEqual([
      "Message Recall Report: Budget",
      "Undeliverable: Budget",
      "Undeliverable: Recall: Budget",
    ]);
    const ndr = (await items(on, "alice")).find(({ subject }) => subject === "Undeliverable: Recall: Budget");
    const content = ((ndr && (await on.mailboxes.bytes(ndr))) ?? Buffer.alloc(0)).toString("latin1");
    expect(content).toMatch(/5\.4\.14 Hop count exceeded - possible mail loop ATTR34/);
    return { on, request };
  },
);
