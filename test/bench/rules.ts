// What 100 mail-flow rules on header conditions cost: the tenant's CPU per message beside one that has none; and, where one
// of them matches and edits the message, beside one that has that rule alone. In turns, so that all see the same machine.
// It never fails on timing.
//
//   npm run bench -- rules [--messages 10000] [--json]
import { cpus } from "node:os";
import { temporaryFolder } from "../support/processes.ts";
import { roundTrip } from "../support/round-trip.ts";
import type { LoadOptions } from "./load.ts";
import type { TenantFacts, TenantOptions } from "./tenant.ts";
import { Worker } from "./worker.ts";

const RULES = 100;
const ROUNDS = 10;
const AIM = 1.5;
const CONNECTIONS = 16;
const NAMES = Array.from({ length: 10 }, (_, index) => `user${index}`);

/** Header conditions and exceptions as vendors' set-up scripts write them; the last of them matches. */
function headerRules(): object[] {
  const common = { setHeaderName: "X-Bench", setHeaderValue: "1" };
  return Array.from({ length: RULES }, (_, index) => {
    const name = `Rule ${index}`;
    const words = {
      headerContainsMessageHeader: `X-Vendor-${index % 10}`,
      headerContainsWords: [`word${index}`, "other"],
    };
    if (index % 3 === 0) return { name, ...common, ...words };
    const patterns = { headerMatchesMessageHeader: "Subject", headerMatchesPatterns: [`^\\[Ticket-${index}-\\d+\\]`] };
    if (index % 3 === 1) return { name, ...common, ...patterns };
    const veto = { exceptIfHeaderContainsMessageHeader: "X-Loop", exceptIfHeaderContainsWords: ["yes"] };
    return { name, ...common, ...veto, subjectContainsWords: [`invoice ${index}`, `order ${index}`] };
  });
}

/** A tenant with a client, and how many messages it has delivered. */
class Side {
  readonly perRound: number[] = [];
  readonly #tenant = new Worker("tenant.ts");
  readonly #load = new Worker("load.ts");
  #sent = 0;

  async start(transportRules: readonly object[]): Promise<void> {
    const config = { ...roundTrip({ mailboxes: NAMES, smartHost: "builtin" }), transportRules };
    const options: TenantOptions = { config, data: temporaryFolder("bench").path, isHeld: false };
    const { inbound } = await this.#tenant.ask<{ inbound: number }>("start", options);
    const to = NAMES.map((name) => `${name}@contoso.com`);
    const load: LoadOptions = { port: inbound, connections: CONNECTIONS, from: "frank@fabrikam.com", to };
    await this.#load.ask("connect", load);
  }

  /** @returns CPU per message, milliseconds. */
  async send(messages: number): Promise<number> {
    const before = await this.#tenant.ask<TenantFacts>("facts");
    this.#sent += messages;
    await this.#load.ask("send", { messages, kind: "usual" });
    await this.#tenant.ask("reached", this.#sent);
    return ((await this.#tenant.ask<TenantFacts>("facts")).cpuMs - before.cpuMs) / messages;
  }

  async end(): Promise<void> {
    await Promise.all([this.#load.end(), this.#tenant.end()]);
  }
}

/** It matches every message of the load. */
const MATCHING = {
  ...{ name: "Matches", setHeaderName: "X-Bench", setHeaderValue: "1" },
  ...{ headerContainsMessageHeader: "Subject", headerContainsWords: ["bench"] },
};

export async function benchRules(messages: number, json: boolean): Promise<void> {
  const sides = { none: new Side(), hundred: new Side(), one: new Side(), oneOfHundred: new Side() };
  await sides.none.start([]);
  await sides.hundred.start(headerRules());
  await sides.one.start([MATCHING]);
  await sides.oneOfHundred.start([...headerRules().slice(1), MATCHING]);
  const perRound = Math.max(10, Math.round(messages / ROUNDS));
  for (let round = -4; round < ROUNDS; round += 1) {
    // Who begins changes; the first rounds warm up.
    const order = round % 2 === 0 ? Object.values(sides) : Object.values(sides).reverse();
    for (const side of order) {
      const ms = await side.send(perRound);
      if (round >= 0) side.perRound.push(ms);
    }
  }
  const rows = [
    { what: "without rules", ...figures(sides.none, sides.none) },
    { what: `${RULES} rules on headers, none matches`, ...figures(sides.hundred, sides.none) },
    { what: "1 rule that matches and sets a field", ...figures(sides.one, sides.one) },
    { what: `${RULES} rules, the last of them that one`, ...figures(sides.oneOfHundred, sides.one) },
  ];
  await Promise.all(Object.values(sides).map((side) => side.end()));
  report(rows, perRound, json);
}

interface Row {
  readonly what: string;
  /** CPU per message. */
  readonly ms: number;
  /** To the row above. */
  readonly ratio: number;
  readonly from: number;
  readonly to: number;
}

function figures(side: Side, base: Side): Omit<Row, "what"> {
  const ratios = side.perRound.map((ms, round) => ms / (base.perRound[round] ?? Number.NaN));
  return { ms: median(side.perRound), ratio: median(ratios), from: Math.min(...ratios), to: Math.max(...ratios) };
}

function report(rows: readonly Row[], perRound: number, json: boolean): void {
  if (json) {
    const about = { node: process.version, processors: cpus().length, rounds: ROUNDS, perRound };
    process.stdout.write(`${JSON.stringify({ ...about, rows })}\n`);
    return;
  }
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} processors: from outside into a mailbox, 2 KB, ${ROUNDS} rounds of ${perRound} messages each in turns\n`,
  );
  for (const [index, { what, ms, ratio, from, to }] of rows.entries()) {
    const beside =
      index % 2 === 0 ? "" : `  ${ratio.toFixed(2)} times the row above (${from.toFixed(2)} to ${to.toFixed(2)})`;
    process.stdout.write(`${what.padEnd(40)}${ms.toFixed(3)} ms CPU per message${beside}\n`);
  }
  process.stdout.write(`Aim: ${AIM} times at most.\n`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
