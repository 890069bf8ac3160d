import { describe, expect, it } from "vitest";
import type { Difference } from "../../../../src/web/api/answers.ts";
import { alignHeaders, inOrder } from "../../../../src/web/compare/align-headers.ts";

const fields = (...lines: string[]) =>
  lines.map((line) => {
    const [name = "", value = ""] = line.split(": ");
    return { name, value };
  });
const shown = (left: string[], right: string[], differences: Difference[] = []) =>
  alignHeaders(fields(...left), fields(...right), differences).map(({ name, change }) => `${change} ${name}`);

describe("alignHeaders()", () => {
  it("shows what came, went and changed, in the order of what came back", () => {
    const left = ["Received: a", "From: alice", "X-Old: 1", "Subject: Q3"];
    const right = ["Received: b", "Received: a", "From: alice", "Subject: [signed] Q3"];
    expect(shown(left, right)).toEqual([
      "added Received",
      "same Received",
      "same From",
      "removed X-Old",
      "changed Subject",
    ]);
  });

  it("takes folding for no change, and names have no case", () => {
    expect(shown(["Content-Type: a;\tb"], ["content-type: a; b"])).toEqual(["same content-type"]);
  });

  it("never takes one Received field for an edited other", () => {
    expect(shown(["Received: a"], ["Received: b"])).toEqual(["added Received", "removed Received"]);
  });

  it("calls moved what left its order, not all that stood around it", () => {
    expect(shown(["From: a", "To: b", "Subject: c"], ["Subject: c", "From: a", "To: b"])).toEqual([
      ...["moved Subject", "same From", "same To"],
    ]);
  });

  it("gives each row what it means, once", () => {
    const added: Difference = { area: "header", kind: "added", where: "X-A", class: "risky", consequence: "Hm." };
    const rows = alignHeaders([], fields("X-A: 1", "X-A: 2"), [added]);
    expect(rows.map(({ difference }) => difference?.class)).toEqual(["risky", undefined]);
  });
});

it("inOrder() keeps the longest run that rises", () => {
  expect([...inOrder([3, 0, 1, 2])].sort()).toEqual([0, 1, 2]);
  expect([...inOrder([])]).toEqual([]);
});
