import { expect } from "vitest";
import { items, person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const MEMBERS = Array.from({ length: 100 }, (_, index) => `member-${String(index + 1).padStart(3, "0")}`);

scenario(
  {
    given: "a distribution group with 100 members",
    when: "Alice recalls what she sent to the group",
    then: "each member's copy is deleted; one report has a line for each",
    rules: ["R4", "R19", "R21"],
    source: "V",
    outcomes: [
      {
        at: EVERYWHERE,
        report: MEMBERS.map((name) => `${name}: recalled`),
        drops: MEMBERS.map((name) => `${name}: Success`),
      },
    ],
  },
  async (run) => {
    const on = await run.tenant({
      mailboxes: [person("alice"), ...MEMBERS.map((name) => person(name))],
      groups: [
        {
          address: "all@contoso.com",
          displayName: "All",
          members: MEMBERS.map((name) => `${name}@contoso.com`),
        },
      ],
    });
    const original = await run.send(on, { to: ["all@contoso.com"] });
    expect(await subjects(on, "member-100")).toEqual(["Budget"]);

    const request = await run.recall(on, original);

    for (const name of MEMBERS) expect(await subjects(on, name)).toEqual([]);
    expect((await items(on, "alice")).map(({ subject }) => subject)).toEqual(["Message Recall Report: Budget"]);
    return { on, request };
  },
);
