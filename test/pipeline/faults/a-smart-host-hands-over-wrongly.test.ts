// Faults of phase handOver, at the built-in smart host. Whom the tenant believes: docs/architecture.md "Trust".
import { describe, expect, it } from "vitest";
import type { NewFault } from "../../../src/faults/fault-list.ts";
import type { Sandbox } from "../../../src/sandbox.ts";
import { HOUR, recall, sandbox, subjects, submit, tenant } from "../../support/sandbox.ts";
import { roundTrip } from "../../support/smart-host.ts";

const BY_ADDRESS = { senderIPAddresses: ["127.0.0.1"] };

const start = (inbound: Record<string, unknown> = {}) =>
  sandbox({ config: tenant({ ...roundTrip("builtin", inbound), smartHost: { preset: "signature" } }) });

function wrong(on: Sandbox, ...actions: NewFault["action"][]): void {
  for (const action of actions) on.faults.add({ hop: "smartHost", phase: "handOver", action });
}

/** How each message came back: connector, client's address, certificate's names. */
async function returned(on: Sandbox, id: string): Promise<string[]> {
  const legs = await on.legs.list({ messageId: id });
  return legs
    .filter(({ direction }) => direction === "in")
    .map(({ connector, peer, certificate = "" }) => [connector, peer.replace(/:\d+$/, ""), certificate].join("|"));
}

describe("whom the tenant believes", () => {
  const NAMES = "smarthost.contoso.com, localhost";
  const cases: [string, NewFault["action"][], Record<string, unknown>, string][] = [
    ["all as it should be", [], {}, `In|127.0.0.1|${NAMES}`],
    ["an authority nobody knows", [{ kind: "certificate", use: "untrusted" }], {}, `|127.0.0.1|${NAMES}`],
    ["another one's name", [{ kind: "certificate", use: "other-name" }], {}, "|127.0.0.1|stranger.example"],
    ["no certificate", [{ kind: "certificate", use: "none" }], {}, "|127.0.0.1|"],
    ["no certificate, but the address is named", [{ kind: "certificate", use: "none" }], BY_ADDRESS, "In|127.0.0.1|"],
    [
      "no certificate, and an address that is not named",
      [
        { kind: "certificate", use: "none" },
        { kind: "sourceAddress", address: "127.0.0.2" },
      ],
      BY_ADDRESS,
      "|127.0.0.2|",
    ],
    [
      "another address, but the right certificate",
      [{ kind: "sourceAddress", address: "127.0.0.2" }],
      BY_ADDRESS,
      `In|127.0.0.2|${NAMES}`,
    ],
  ];
  it.each(cases)("%s", async (_title, actions, inbound, expected) => {
    const on = await start(inbound);
    wrong(on, ...actions);
    const id = await submit(on);
    expect(await returned(on, id)).toEqual([expected]);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });

  it("R10: a recall that comes back from a stranger recalls nothing", async () => {
    const on = await start();
    const id = await submit(on);
    wrong(on, { kind: "certificate", use: "untrusted" });
    await recall(on, id);
    await on.advance(25 * HOUR);
    expect(await subjects(on, "bob")).toContain("Budget");
  });

  it("only mail to this recipient is handed over so", async () => {
    const on = await start();
    const action = { kind: "certificate", use: "none" } as const;
    on.faults.add({ hop: "smartHost", phase: "handOver", action, recipient: "carol@contoso.com" });
    const [toBob, toCarol] = [await submit(on), await submit(on, { to: "carol@contoso.com" })];
    expect((await returned(on, toBob))[0]).toMatch(/^In\|/);
    expect((await returned(on, toCarol))[0]).toBe("|127.0.0.1|");
  });
});

describe("copies and delays", () => {
  it("a copy that comes at once is dropped as one: the mailbox has the mail once", async () => {
    const on = await start();
    wrong(on, { kind: "duplicate" });
    const id = await submit(on);
    expect(await returned(on, id)).toHaveLength(2);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });

  it("a copy that comes an hour later does not bring a recalled message back", async () => {
    const on = await start();
    wrong(on, { kind: "duplicate", afterMs: HOUR });
    const id = await submit(on);
    on.faults.reset();
    await recall(on, id);
    expect(await subjects(on, "bob")).toEqual([]);
    await on.advance(2 * HOUR);
    expect(await returned(on, id)).toHaveLength(2);
    expect(await subjects(on, "bob")).toEqual([]);
  });

  it("late mail arrives when the clock says so", async () => {
    const on = await start();
    wrong(on, { kind: "late", ms: HOUR });
    await submit(on);
    await on.advance(HOUR - 1);
    expect(await subjects(on, "bob")).toEqual([]);
    await on.advance(1);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });
});

describe("the connection to the next hop", () => {
  it.each<NewFault["action"]>([
    { kind: "cut" },
    { kind: "cut", afterBytes: 100 },
    { kind: "cut", afterBytes: 1_000_000 },
  ])("%j: nothing half arrives, and the tenant sends again", async (action) => {
    const on = await start();
    on.faults.add({ hop: "smartHost", phase: "handOver", action, when: { nth: 1 } });
    const id = await submit(on);
    expect(await returned(on, id)).toEqual([]);
    await on.advance(HOUR);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
  });

  it.each<NewFault["action"]>([
    { kind: "pause", ms: 20 },
    { kind: "slow", bytesPerSecond: 100_000 },
  ])("%j: late, but whole", async (action) => {
    const on = await start();
    wrong(on, action);
    await submit(on);
    expect(await subjects(on, "bob")).toEqual(["Budget"]);
    expect(on.faults.list()).toMatchObject([{ hits: 1 }]);
  });
});
