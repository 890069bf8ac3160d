import { expect } from "vitest";
import type { StoreDriverAgent } from "../../../../src/agent-api/agents.ts";
import { person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

/** Notes who gets a request that asks for no report of its own. */
class Onlooker implements StoreDriverAgent {
  readonly name = "Onlooker";
  readonly priority = 1;
  readonly silent = new Map<string, string>();

  async onPromoted(batch: Parameters<NonNullable<StoreDriverAgent["onPromoted"]>>[0]): Promise<void> {
    for (const { item, mailbox } of batch) {
      const value = item.headers.get("X-MS-Exchange-Send-Outlook-Recall-Report");
      if (value !== undefined) this.silent.set(mailbox, value);
    }
  }
}

scenario(
  {
    given: "Bob's mailbox forwards to Carol's and keeps a copy",
    when: "Alice recalls what she sent to Bob",
    then: "both copies are deleted; the forwarded request carries X-MS-Exchange-Send-Outlook-Recall-Report: False",
    rules: ["R4", "R18"],
    source: "D; the header: C",
    outcomes: [
      { at: EVERYWHERE, report: ["bob: recalled", "carol: recalled"], drops: ["bob: Success", "carol: Success"] },
    ],
  },
  async (run) => {
    const onlooker = new Onlooker();
    const forwarding = { forwardingAddress: "carol@contoso.com", deliverToMailboxAndForward: true };
    const mailboxes = [person("alice"), person("bob", forwarding), person("carol")];
    const on = await run.tenant({ mailboxes }, { agents: { storeDriver: [onlooker] } });
    const original = await run.send(on);
    expect(await subjects(on, "carol")).toEqual(["Budget"]);

    const request = await run.recall(on, original);

    for (const name of ["bob", "carol"]) expect(await subjects(on, name)).toEqual([]);
    expect([...onlooker.silent]).toEqual([["carol@contoso.com", "False"]]);
    return { on, request };
  },
);
