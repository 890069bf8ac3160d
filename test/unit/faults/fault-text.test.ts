import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOPS, PHASES } from "../../../src/faults/fault.ts";
import { formatFault, readFault } from "../../../src/faults/fault-text.ts";
import { FaultError, KINDS_OF } from "../../../src/faults/possible.ts";

describe("a fault in one line", () => {
  it.each([
    ["return.endOfData=lose,nth=2", { hop: "return", phase: "endOfData", action: { kind: "lose" }, when: { nth: 2 } }],
    [
      "smartHost.mail=reply:451 4.7.1 Later, please,nth=1+3,sender=*@contoso.com",
      {
        hop: "smartHost",
        phase: "mail",
        action: { kind: "reply", reply: "451 4.7.1 Later, please" },
        when: { nth: [1, 3] },
        sender: "*@contoso.com",
      },
    ],
    [
      "outbound.mail=rateLimit:60,burst=5",
      { hop: "outbound", phase: "mail", action: { kind: "rateLimit", perMinute: 60, burst: 5 } },
    ],
    ["return.connect=pause:1500ms", { hop: "return", phase: "connect", action: { kind: "pause", ms: 1500 } }],
    [
      "outbound.body=slow:1000,every=2,times=3",
      { hop: "outbound", phase: "body", action: { kind: "slow", bytesPerSecond: 1000 }, when: { every: 2, times: 3 } },
    ],
    ["outbound.body=cut", { hop: "outbound", phase: "body", action: { kind: "cut" } }],
    ["outbound.body=cut:0", { hop: "outbound", phase: "body", action: { kind: "cut", afterBytes: 0 } }],
    [
      "smartHost.handOver=duplicate:10m,probability=0.25,seed=7,recipient=bob@contoso.com",
      {
        hop: "smartHost",
        phase: "handOver",
        action: { kind: "duplicate", afterMs: 600_000 },
        when: { probability: 0.25, seed: 7 },
        recipient: "bob@contoso.com",
      },
    ],
    ["smartHost.handOver=duplicate", { hop: "smartHost", phase: "handOver", action: { kind: "duplicate" } }],
    ["smartHost.handOver=late:2h", { hop: "smartHost", phase: "handOver", action: { kind: "late", ms: 7_200_000 } }],
    [
      "smartHost.handOver=certificate:other-name",
      { hop: "smartHost", phase: "handOver", action: { kind: "certificate", use: "other-name" } },
    ],
    [
      "smartHost.handOver=sourceAddress:127.0.0.2",
      { hop: "smartHost", phase: "handOver", action: { kind: "sourceAddress", address: "127.0.0.2" } },
    ],
  ])("%s is read, and written the same", (text, fault) => {
    expect(readFault(text)).toEqual(fault);
    expect(formatFault(readFault(text))).toBe(text);
  });

  it("needs no hop where only one can be meant", () => {
    expect(readFault("endOfData=lose", "smartHost")).toMatchObject({ hop: "smartHost", phase: "endOfData" });
  });

  it.each([
    ["nonsense", '"nonsense" is no fault such as "endOfData=reply:451 4.7.1 Come back later,nth=2"'],
    ["mail=lose", '"mail=lose" names no hop: smartHost, outbound or return, and a dot before mail'],
    ["moon.mail=cut", 'there is no hop "moon"'],
    ["return.mail=explode", 'there is no "explode"; there are reply, rateLimit'],
    ["return.mail=lose", "lose can't happen in phase mail; there it is reply, rateLimit, pause, cut"],
    ["return.mail=reply", "reply is written reply:451 4.7.1 Come back later"],
    ["return.endOfData=lose:now", "lose takes nothing behind it"],
    ["return.mail=cut,nth=0", 'nth: "0" is no whole number from 1 on'],
    ["return.mail=cut,nth=1,nth=2", "nth is given twice"],
    ["return.mail=cut,probability=2", 'probability: "2" is no number from 0 to 1'],
    ["return.mail=cut,burst=2", "burst goes with rateLimit"],
    ["return.mail=pause:soon", 'pause: "soon" is no duration such as 300ms, 5s or 10m'],
    ["smartHost.handOver=certificate:good", 'certificate: "good" is none of untrusted, other-name, none'],
  ])("%s is refused with a sentence", (text, message) => {
    expect(() => readFault(text)).toThrow(message);
  });

  it("is read and reads back the same, or is refused: never a defect", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "nth=2",
        "nth=1+3",
        "every=5",
        "times=0",
        "probability=0.5",
        "seed=7",
        "sender=<>",
        "burst=2",
        "__proto__=1",
      ),
      fc.string({ maxLength: 12 }),
    );
    const argument = fc.option(
      fc.constantFrom("", ":1", ":5s", ":451 4.7.1 x", ":untrusted", ":127.0.0.2", ":-1", ": "),
      { nil: "" },
    );
    const place = fc
      .constantFrom(...PHASES)
      .chain((phase) => fc.constantFrom(...KINDS_OF[phase], "constructor").map((kind) => `${phase}=${kind}`));
    const line = fc
      .tuple(fc.constantFrom(...HOPS, "moon"), place, argument, fc.array(part, { maxLength: 2 }))
      .map(([hop, what, rest, parts]) => [`${hop}.${what}${rest}`, ...parts].join(","));
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(line, fc.string()), (text) => {
        try {
          const fault = readFault(text);
          expect(readFault(formatFault(fault))).toEqual(fault);
          read += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(FaultError);
        }
      }),
      { seed: 20261120, numRuns: 8000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
