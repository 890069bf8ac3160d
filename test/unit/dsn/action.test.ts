import { describe, expect, it } from "vitest";
import { type DsnAction, returnsFull, wantsDsn } from "../../../src/dsn/action.ts";

const ACTIONS: DsnAction[] = ["failed", "delayed", "delivered", "relayed", "expanded"];

describe("wantsDsn()", () => {
  // RFC 3461 §4.1
  it.each<[notify: string[] | undefined, wanted: DsnAction[]]>([
    [undefined, ["failed", "delayed"]],
    [[], ["failed", "delayed"]],
    [["NEVER"], []],
    [["FAILURE"], ["failed"]],
    [["DELAY"], ["delayed"]],
    [["SUCCESS"], ["delivered", "relayed", "expanded"]],
    [
      ["success", "Failure"],
      ["failed", "delivered", "relayed", "expanded"],
    ],
  ])("NOTIFY=%j asks for %j", (notify, wanted) => {
    const recipient = notify === undefined ? {} : { notify };
    expect(ACTIONS.filter((action) => wantsDsn(recipient, action, "alice@contoso.com"))).toEqual(wanted);
    expect(ACTIONS.filter((action) => wantsDsn(recipient, action, ""))).toEqual([]);
  });
});

describe("returnsFull()", () => {
  it("returns the whole of a small original with a failure, unless RET=HDRS", () => {
    expect(returnsFull("failed", undefined, 100)).toBe(true);
    expect(returnsFull("failed", "FULL", 100)).toBe(true);
    expect(returnsFull("failed", "HDRS", 100)).toBe(false);
    expect(returnsFull("failed", "FULL", 101, 100)).toBe(false);
    for (const action of ACTIONS.slice(1)) expect(returnsFull(action, "FULL", 1)).toBe(false);
  });
});
