// What 100 mail-flow rules on header conditions cost: the tenant's CPU per message beside one that has none, in turns, so
// that both see the same machine. It never fails on timing.
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
    if (index === RULES - 1)
      return { name, ...common, headerContainsMessageHeader: "Subject", headerContainsWords: ["bench"] };
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

export async function benchRules(messages: number, json: boolean): Promise<void> {
  const [none, many] = [new Side(), new Side()];
  await none.start([]);
  await many.start(headerRules());
  const perRound = Math.max(10, Math.round(messages / ROUNDS));
  for (let round = -4; round < ROUNDS; round += 1) {
    // In turns, and who begins changes; the first rounds warm up.
    const order = round % 2 === 0 ? [none, many] : [many, none];
    for (const side of order) {
      const ms = await side.send(perRound);
      if (round >= 0) side.perRound.push(ms);
    }
  }
  await Promise.all([none.end(), many.end()]);
  report(none.perRound, many.perRound, perRound, json);
}

function report(none: readonly number[], many: readonly number[], perRound: number, json: boolean): void {
  const ratios = many.map((ms, round) => ms / (none[round] ?? Number.NaN));
  const [without, withRules, ratio] = [median(none), median(many), median(ratios)];
  if (json) {
    const figures = { rules: RULES, rounds: ROUNDS, perRound, without, with: withRules, ratio, ratios };
    process.stdout.write(`${JSON.stringify({ node: process.version, processors: cpus().length, ...figures })}\n`);
    return;
  }
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} processors: from outside into a mailbox, 2 KB, ${ROUNDS} rounds of ${perRound} messages each in turns\n` +
      `without rules          ${without.toFixed(3)} ms CPU per message\n` +
      `${RULES} rules on headers   ${withRules.toFixed(3)} ms CPU per message\n` +
      `ratio                  ${ratio.toFixed(2)} (rounds ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}); aim ${AIM} at most\n`,
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
