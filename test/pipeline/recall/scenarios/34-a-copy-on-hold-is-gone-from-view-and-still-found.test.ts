import { expect } from "vitest";
import { person, subjects } from "../../../support/sandbox.ts";
import { EVERYWHERE, scenario } from "./scenario.ts";

const NAMES = ["bob", "carol", "dave", "erin"];
const WHERE: Readonly<Record<string, readonly string[]>> = {
  recoverableitemspurges: ["bob", "dave"],
  recoverableitemsdiscoveryholds: ["carol"],
};
const NO_RECOVERY = { singleItemRecoveryEnabled: false };

scenario(
  {
    given: "Bob is on litigation hold, Carol on an in-place hold, Dave has single item recovery, Erin nothing of it",
    when: "Alice recalls what she sent to all four",
    then: "all copies disappear from view; Bob's and Dave's are in Purges, Carol's in DiscoveryHolds, Erin's is gone",
    rules: ["R15"],
    source: "D",
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
        person("bob", { ...NO_RECOVERY, litigationHoldEnabled: true }),
        person("carol", { ...NO_RECOVERY, inPlaceHolds: ["Merger"] }),
        person("dave"),
        person("erin", NO_RECOVERY),
      ],
    });
    const original = await run.send(on, { to: NAMES.map((name) => `${name}@contoso.com`) });

    const request = await run.recall(on, original);

    for (const name of NAMES) {
      expect(await subjects(on, name)).toEqual([]);
      for (const [folder, held] of Object.entries(WHERE)) {
        expect(await subjects(on, name, folder)).toEqual(held.includes(name) ? ["Budget"] : []);
      }
    }
    return { on, request };
  },
);
