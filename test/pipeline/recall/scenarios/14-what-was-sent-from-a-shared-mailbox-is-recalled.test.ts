import { expect } from "vitest";
import { person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "Alice may send as the shared mailbox Sales, and has written to Bob from there",
    when: "she recalls it",
    then: "the copy is deleted; the report goes to Sales, and its page opens for that mailbox, not for Alice",
    rules: ["R6", "R19"],
    source: "D",
    outcomes: [{ at: EVERYWHERE, report: ["bob: recalled"], drops: ["bob: Success"] }],
  },
  async (run) => {
    const sales = {
      address: "sales@contoso.com",
      displayName: "Sales",
      type: "Shared",
      sendAs: ["alice@contoso.com"],
    };
    const on = await run.tenant({ mailboxes: [person("alice"), person("bob"), sales] });
    const original = await run.send(on, { as: "alice@contoso.com", from: "sales@contoso.com" });

    const request = await run.recall(on, original, "alice@contoso.com");

    expect(await subjects(on, "bob")).toEqual([]);
    expect(await subjects(on, "sales")).toEqual(["Message Recall Report: Budget"]);
    expect(await subjects(on, "alice")).toEqual([]);
    const page = `${on.url}/recall/${encodeURIComponent(request.slice(1, -1))}`;
    expect((await fetch(`${page}?as=sales@contoso.com`)).status).toBe(200);
    expect((await fetch(`${page}?as=alice@contoso.com`)).status).toBe(403);
    return { on, request };
  },
);
