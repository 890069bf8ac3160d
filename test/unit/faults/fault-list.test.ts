import { describe, expect, it } from "vitest";
import type { FaultSchedule } from "../../../src/faults/fault.ts";
import { FaultList, type NewFault } from "../../../src/faults/fault-list.ts";

const NOON = Date.UTC(2026, 10, 20, 12);
const LATER: NewFault = { hop: "return", phase: "endOfData", action: { kind: "reply", reply: "451 4.7.1 Later" } };
const MAIL = { sender: "Alice@Contoso.com", recipients: ["bob@contoso.com", "frank@fabrikam.com"] };

const faults = () => new FaultList({ now: () => NOON });

/** Which of twelve messages it hits. */
function hits(when: FaultSchedule): number[] {
  const list = faults();
  list.add({ ...LATER, when });
  return Array.from({ length: 12 }, (_, at) => at + 1).filter(() => list.applying("return", "endOfData").length > 0);
}

describe("schedules", () => {
  const cases: [string, FaultSchedule, number[]][] = [
    ["the second", { nth: 2 }, [2]],
    ["the first and the fifth", { nth: [1, 5] }, [1, 5]],
    ["each fourth", { every: 4 }, [4, 8, 12]],
    ["the first three", { times: 3 }, [1, 2, 3]],
    ["each fifth, once", { every: 5, times: 1 }, [5]],
    ["by chance, the same each time for seed 7", { probability: 0.5, seed: 7 }, hits({ probability: 0.5, seed: 7 })],
    ["never", { probability: 0 }, []],
  ];
  for (const [title, when, expected] of cases) it(`${title}`, () => expect(hits(when)).toEqual(expected));

  it("always, unless a schedule is given", () => expect(hits({})).toHaveLength(12));

  it("chance falls otherwise with another seed", () => {
    const bySeed = new Set([1, 2, 3, 4].map((seed) => hits({ probability: 0.5, seed }).join()));
    expect(bySeed.size).toBe(4);
  });

  it("chance is about as often as said", () => {
    const list = faults();
    list.add({ ...LATER, when: { probability: 0.25, seed: 3 } });
    for (let at = 0; at < 4000; at += 1) list.applying("return", "endOfData");
    expect(list.list()[0]?.hits).toBeGreaterThan(900);
    expect(list.list()[0]?.hits).toBeLessThan(1100);
  });
});

describe("a list of faults", () => {
  it("tells what applies, on its hop and in its phase only", () => {
    const list = faults();
    list.add(LATER);
    expect(list.applying("return", "endOfData", MAIL)).toEqual([LATER.action]);
    expect(list.applying("return", "data", MAIL)).toEqual([]);
    expect(list.applying("smartHost", "endOfData", MAIL)).toEqual([]);
  });

  it.each([
    [{ sender: "alice@contoso.com" }, 1],
    [{ sender: "*@CONTOSO.com" }, 1],
    [{ recipient: "FRANK@fabrikam.com" }, 1],
    [{ recipient: "*@fabrikam.com", sender: "alice@contoso.com" }, 1],
    [{ recipient: "*@abrikam.com" }, 0],
    [{ sender: "bob@contoso.com" }, 0],
    [{ sender: "*@contoso.com", recipient: "carol@contoso.com" }, 0],
  ])("of mail as %j says", (filter, expected) => {
    const list = faults();
    list.add({ ...LATER, ...filter });
    expect(list.applying("return", "endOfData", MAIL)).toHaveLength(expected);
  });

  it("of the null sender, which a domain does not have", () => {
    const list = faults();
    list.add({ ...LATER, sender: "<>" });
    expect(list.applying("return", "endOfData", { sender: "" })).toHaveLength(1);
    expect(list.applying("return", "endOfData", MAIL)).toHaveLength(0);
  });

  it("counts only mail that it concerns", () => {
    const list = faults();
    list.add({ ...LATER, sender: "alice@contoso.com", when: { nth: 2 } });
    for (const sender of ["alice@contoso.com", "bob@contoso.com", "alice@contoso.com"])
      list.applying("return", "endOfData", { sender });
    expect(list.list()).toMatchObject([{ seen: 2, hits: 1 }]);
  });

  it("limits a rate by its clock: a burst, then one for each second of sixty a minute", () => {
    let now = NOON;
    const list = new FaultList({ now: () => now });
    list.add({ hop: "smartHost", phase: "mail", action: { kind: "rateLimit", perMinute: 60, burst: 2 } });
    const refused = () => list.applying("smartHost", "mail").length > 0;
    expect([refused(), refused(), refused()]).toEqual([false, false, true]);
    now += 1000;
    expect([refused(), refused()]).toEqual([false, true]);
    expect(list.list()).toMatchObject([{ seen: 5, hits: 2 }]);
  });

  it("gives each fault an id by which it is removed", () => {
    const list = faults();
    const [first, second] = [list.add(LATER), list.add(LATER)];
    expect(list.remove(first.id)).toBe(true);
    expect(list.remove(first.id)).toBe(false);
    expect(list.list().map(({ fault }) => fault.id)).toEqual([second.id]);
    expect(list.add(LATER).id).not.toBe(second.id);
  });

  it("is empty again after a reset", () => {
    const list = faults();
    list.add(LATER);
    expect(list.isEmpty).toBe(false);
    expect(list.reset()).toBe(1);
    expect(list.isEmpty).toBe(true);
    expect(list.applying("return", "endOfData")).toEqual([]);
  });

  it("replaces what came from the same place, all or nothing", () => {
    const list = faults();
    const kept = list.add(LATER);
    list.replace("configuration", [{ ...LATER, phase: "mail" }]);
    list.replace("configuration", [{ ...LATER, phase: "rcpt" }]);
    expect(() => list.replace("configuration", [{ ...LATER, phase: "body" }])).toThrow(
      "reply can't happen in phase body",
    );
    expect(list.list().map(({ fault }) => fault.phase)).toEqual([kept.phase, "rcpt"]);
  });
});

describe("a fault that cannot be", () => {
  it.each<[Partial<NewFault>, string]>([
    [{ hop: "moon" as never }, 'there is no hop "moon"; there are smartHost, outbound, return'],
    [{ phase: "quit" as never }, 'there is no phase "quit"'],
    [{ phase: "handOver" }, "handOver is the smart host's own"],
    [{ phase: "body" }, "reply can't happen in phase body; there it is pause, slow, cut"],
    [{ action: { kind: "reply", reply: "250 OK" } }, '"250 OK" is no refusal'],
    [{ action: { kind: "reply", reply: "451 later\r\nRCPT" } }, "is no refusal"],
    [{ action: { kind: "cut", afterBytes: 5 } }, "only phases body and handOver are cut after so many bytes"],
    [{ phase: "connect", sender: "a@b.c" }, "phase connect of a listener knows neither sender nor recipient yet"],
    [{ phase: "mail", recipient: "a@b.c" }, "phase mail of a listener knows no recipient yet"],
    [{ action: { kind: "pause", ms: 3_600_001 } }, "a pause lasts an hour at most"],
    [{ sender: "bob" }, '"bob" is no address such as bob@contoso.com'],
    [{ recipient: "a@b.c,nth=1" }, "is no address such as"],
    [{ when: { seed: 4 } }, "a seed goes with a probability"],
    [
      { hop: "smartHost", phase: "handOver", action: { kind: "sourceAddress", address: "10.0.0.1" } },
      '"10.0.0.1" is no loopback address such as 127.0.0.2',
    ],
  ])("%j", (part, message) => {
    expect(() => faults().add({ ...LATER, ...part })).toThrow(message);
  });

  it("the tenant knows what it sends before it connects", () => {
    const fault: NewFault = { ...LATER, hop: "outbound", phase: "connect", recipient: "bob@contoso.com" };
    expect(faults().add(fault)).toMatchObject(fault);
  });
});
