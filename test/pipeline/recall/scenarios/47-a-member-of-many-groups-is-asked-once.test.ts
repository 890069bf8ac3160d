import { expect } from "vitest";
import { items, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const group = (name: string, ...members: string[]) => ({
  address: `${name}@contoso.com`,
  displayName: name,
  members: members.map((member) => `${member}@contoso.com`),
});
const NAMES = ["bob", "carol", "dave"];

scenario(
  {
    given: "groups within groups, in a circle, and Bob in both and addressed himself",
    when: "Alice recalls what she sent to them",
    then: "each mailbox has one copy, one deletion and one line",
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
    const groups = [group("all", "team", "carol", "bob"), group("team", "bob", "dave", "all")];
    const on = await run.tenant({ groups });
    const original = await run.send(on, { to: ["all@contoso.com", "bob@contoso.com"] });

    const request = await run.recall(on, original);

    for (const name of NAMES) {
      expect(await subjects(on, name)).toEqual([]);
      expect(await items(on, name, "recoverableitemspurges")).toHaveLength(1);
    }
    return { on, request };
  },
);
