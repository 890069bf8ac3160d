import { expect } from "vitest";
import { person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

scenario(
  {
    given: "Bob's mailbox keeps a copy and forwards to an address outside",
    when: "Alice recalls what she sent to Bob",
    then: "Bob's copy is deleted; the other stays where it is, and the text mail of the request follows it",
    rules: ["R7", "R18"],
    source: "D",
    outcomes: [
      {
        at: EVERYWHERE,
        report: ["bob: recalled", "bob@fabrikam.com: outside (outsideOrganization)"],
        drops: ["bob: Success"],
      },
    ],
  },
  async (run) => {
    const forwarding = { forwardingSmtpAddress: "bob@fabrikam.com", deliverToMailboxAndForward: true };
    const on = await run.tenant({ mailboxes: [person("alice"), person("bob", forwarding)] });

    const request = await run.recall(on, await run.send(on));

    expect(await subjects(on, "bob")).toEqual([]);
    const outside = await on.internet.list();
    expect(outside.map(({ subject }) => subject)).toEqual(["Budget", "Recall: Budget"]);
    const text = (await on.internet.bytes(outside[1]?.id ?? 0))?.toString() ?? "";
    expect(text).toContain("X-MS-Exchange-Send-Outlook-Recall-Report: False");
    expect(text).toMatch(/would like to recall the message, "Budget"\./);
    return { on, request };
  },
);
