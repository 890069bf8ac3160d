import { describe, expect, it } from "vitest";
import { FaultList, type NewFault } from "../../../src/faults/fault-list.ts";
import { BodyFlow } from "../../../src/faults/suffer.ts";

/** What passes of "0123456789" in two chunks, piece by piece; "|" where the connection ends. */
async function passing(...actions: NewFault["action"][]): Promise<string[]> {
  const list = new FaultList({ now: () => 0 });
  for (const action of actions) list.add({ hop: "outbound", phase: "body", action });
  const flow = new BodyFlow(list.applying("outbound", "body"));
  const pieces: string[] = [];
  for (const chunk of ["01234", "56789"]) {
    if (flow.isOver) break;
    for await (const piece of flow.pass(Buffer.from(chunk))) pieces.push(piece.toString());
  }
  return flow.isCut ? [...pieces, "|"] : pieces;
}

describe("content under faults", () => {
  it.each<[string, NewFault["action"][], string[]]>([
    ["nothing", [], ["01234", "56789"]],
    ["cut at once", [{ kind: "cut" }], ["|"]],
    ["cut in the first chunk", [{ kind: "cut", afterBytes: 3 }], ["012", "|"]],
    ["cut between chunks", [{ kind: "cut", afterBytes: 5 }], ["01234", "|"]],
    ["cut in the second", [{ kind: "cut", afterBytes: 7 }], ["01234", "56", "|"]],
    ["cut at the end of what is shorter", [{ kind: "cut", afterBytes: 99 }], ["01234", "56789", "|"]],
    [
      "the first of two cuts counts",
      [
        { kind: "cut", afterBytes: 7 },
        { kind: "cut", afterBytes: 2 },
      ],
      ["01", "|"],
    ],
    ["a pause changes nothing of it", [{ kind: "pause", ms: 1 }], ["01234", "56789"]],
    ["crawling comes in pieces, a quarter second's each", [{ kind: "slow", bytesPerSecond: 2000 }], ["01234", "56789"]],
    [
      "what crawls and is cut",
      [
        { kind: "slow", bytesPerSecond: 400 },
        { kind: "cut", afterBytes: 6 },
      ],
      ["01234", "5", "|"],
    ],
  ])("%s", async (_title, actions, expected) => {
    expect(await passing(...actions)).toEqual(expected);
  });

  it("crawling ends with its fault: the rest passes at once", async () => {
    const list = new FaultList({ now: () => 0 });
    list.add({ hop: "outbound", phase: "body", action: { kind: "slow", bytesPerSecond: 4 } });
    const flow = new BodyFlow(list.applying("outbound", "body"));
    const pieces: string[] = [];
    for await (const piece of flow.pass(Buffer.from("0123456789"))) {
      pieces.push(piece.toString());
      list.reset();
    }
    expect(pieces).toEqual(["0", "123456789"]);
  });
});
