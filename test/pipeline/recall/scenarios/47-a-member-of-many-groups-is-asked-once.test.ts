import { expect } from "vitest";
import { items, person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const NAMES = ["bob", "carol", "dave", "project"];

const at = (...names: string[]) => names.map((name) => `${name}@contoso.com`);

scenario(
  {
    given:
      "a group that has itself among its members' members, a dynamic group and a Microsoft 365 group in it, and Bob in most of them and addressed himself",
    when: "Alice recalls what she sent to them",
    then: "each mailbox, that of the Microsoft 365 group included, has one copy, one deletion and one line",
    rules: ["R4", "R19"],
    source: "chosen",
    outcomes: [
      {
        at: EVERYWHERE,
        report: NAMES.map((name) => `${name}: recalled`),
        drops: NAMES.map((name) => `${name}: Success`),
      },
    ],
  },
  async (run) => {
    const on = await run.tenant({
      mailboxes: [
        person("alice"),
        person("bob", { attributes: { department: "Sales" } }),
        person("carol", { attributes: { department: "Sales" } }),
        person("dave"),
      ],
      groups: [
        { address: "all@contoso.com", members: at("team", "sales", "project", "bob") },
        { address: "team@contoso.com", members: at("bob", "all") },
        { address: "sales@contoso.com", type: "Dynamic", recipientFilter: "Department -eq 'Sales'" },
        { address: "project@contoso.com", type: "Microsoft365", members: at("carol", "dave") },
      ],
    });
    const original = await run.send(on, { to: at("all", "bob") });
    for (const name of NAMES) expect(await subjects(on, name)).toEqual(["Budget"]);

    const request = await run.recall(on, original);

    for (const name of NAMES) {
      expect(await subjects(on, name)).toEqual([]);
      expect(await items(on, name, "recoverableitemspurges")).toHaveLength(1);
    }
    return { on, request };
  },
);
