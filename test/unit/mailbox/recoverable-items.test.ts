import { describe, expect, it } from "vitest";
import { fateOf, holdsOn, type RetentionPolicy } from "../../../src/mailbox/recoverable-items.ts";
import { NOON } from "../../support/sandbox.ts";

const DAY = 86_400_000;
const NONE: RetentionPolicy = { litigationHoldEnabled: false, singleItemRecoveryEnabled: true };
const litigation = { ...NONE, litigationHoldEnabled: true };
const forSixtyDays = { ...litigation, litigationHoldDurationMs: 60 * DAY };
const inPlace = { ...NONE, inPlaceHolds: ["Case 7"] };

describe("what becomes of an item whose time is over", () => {
  it.each([
    ["no hold", NONE, ["gone", "gone", "gone", "gone"]],
    ["a litigation hold", litigation, ["purges", "stays", "stays", "stays"]],
    ["an in-place hold", inPlace, ["discoveryHolds", "discoveryHolds", "stays", "stays"]],
    ["both", { ...litigation, ...inPlace, litigationHoldEnabled: true }, ["purges", "stays", "stays", "stays"]],
    ["a litigation hold that is not over", forSixtyDays, ["purges", "stays", "stays", "stays"]],
  ] as const)("under %s", (_name, policy, fates) => {
    const folders = ["deletions", "purges", "discoveryholds", "versions"] as const;
    const received = NOON - 59 * DAY;
    expect(folders.map((name) => fateOf(`recoverableitems${name}`, policy, received, NOON))).toEqual(fates);
  });

  it("a litigation hold ends with its duration, to the millisecond", () => {
    const fate = (receivedAt: number) => fateOf("recoverableitemspurges", forSixtyDays, receivedAt, NOON);
    expect([fate(NOON - 60 * DAY + 1), fate(NOON - 60 * DAY)]).toEqual(["stays", "gone"]);
  });
});

it("holds on an item are named", () => {
  expect(holdsOn({ ...forSixtyDays, inPlaceHolds: ["Case 7"] }, NOON - DAY, NOON)).toEqual([
    "Litigation Hold",
    "Case 7",
  ]);
  expect(holdsOn(forSixtyDays, NOON - 61 * DAY, NOON)).toEqual([]);
});
