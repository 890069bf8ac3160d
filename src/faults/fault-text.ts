// A fault in one line, as the command line and YAML have it: "return.endOfData=reply:451 4.7.1 Later,nth=2". Hop and
// phase, what happens, then when and to whose mail. Written and read by the same table, so that lists can be typed again.
import type { Fault, FaultAction, FaultHop, FaultPhase, FaultSchedule } from "./fault.ts";
import type { NewFault } from "./fault-list.ts";
import { FaultError, whyImpossible } from "./possible.ts";

export const FAULT_EXAMPLE = "endOfData=reply:451 4.7.1 Come back later,nth=2";

const KEYS = ["nth", "every", "times", "probability", "seed", "sender", "recipient", "burst"] as const;
type Key = (typeof KEYS)[number];
type Values = Readonly<Partial<Record<Key, string>>>;

const UNITS_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** What stands behind the colon, for each kind. */
const ARGUMENTS: Readonly<Record<FaultAction["kind"], string>> = {
  reply: ":451 4.7.1 Come back later",
  rateLimit: ":PER_MINUTE[,burst=N]",
  pause: ":DURATION",
  slow: ":BYTES_PER_SECOND",
  cut: "[:AFTER_BYTES]",
  lose: "",
  duplicate: "[:DURATION]",
  late: ":DURATION",
  certificate: ":untrusted, :other-name, :none or :no-tls",
  sourceAddress: ":127.0.0.2",
};

/** @param hop the one meant where the text names none. @throws FaultError */
export function readFault(text: string, hop?: FaultHop): NewFault {
  const [what = "", ...rest] = text.trim().split(SEPARATOR);
  const match = /^(?:(\w+)\.)?(\w+)=(\w+)(?::\s*(.*))?$/s.exec(what);
  if (!match) throw new FaultError(`"${text}" is no fault such as "${FAULT_EXAMPLE}"`);
  const [, named = hop, phase, kind = "", argument] = match;
  if (named === undefined)
    throw new FaultError(`"${text}" names no hop: smartHost, outbound or return, and a dot before ${phase}`);
  const values = readValues(rest);
  const when = readSchedule(values);
  const fault: NewFault = {
    hop: named as FaultHop,
    phase: phase as FaultPhase,
    action: readAction(kind, argument, values.burst),
    ...(Object.keys(when).length > 0 && { when }),
    ...(values.sender !== undefined && { sender: values.sender }),
    ...(values.recipient !== undefined && { recipient: values.recipient }),
  };
  const problem = whyImpossible(fault);
  if (problem) throw new FaultError(`"${text}": ${problem}`);
  return fault;
}

/** Reads back as the same fault. */
export function formatFault({ hop, phase, action, when = {}, sender, recipient }: NewFault | Fault): string {
  const argument = argumentOf(action);
  const nth = when.nth === undefined ? undefined : [when.nth].flat().join("+");
  const values: Record<Key, string | number | undefined> = {
    ...{ nth, every: when.every, times: when.times, probability: when.probability, seed: when.seed, sender, recipient },
    burst: action.kind === "rateLimit" ? action.burst : undefined,
  };
  const extra = KEYS.filter((key) => values[key] !== undefined).map((key) => `,${key}=${values[key]}`);
  return `${hop}.${phase}=${action.kind}${argument === "" ? "" : `:${argument}`}${extra.join("")}`;
}

/** A reply may have commas; only one before a known key ends it. */
const SEPARATOR = new RegExp(`,\\s*(?=(?:${KEYS.join("|")})=)`);

function readValues(pairs: readonly string[]): Values {
  const values: Partial<Record<Key, string>> = {};
  for (const pair of pairs) {
    const [key = "", value = ""] = pair.split(/=(.*)/s);
    if (value.trim() === "") throw new FaultError(`${key} needs a value`);
    if (key in values) throw new FaultError(`${key} is given twice`);
    values[key as Key] = value.trim();
  }
  return values;
}

function readSchedule(values: Values): FaultSchedule {
  const { nth, every, times, probability, seed } = values;
  const [first = 0, ...more] = nth === undefined ? [] : nth.split("+").map((one) => whole("nth", one, 1));
  return {
    ...(nth !== undefined && { nth: more.length > 0 ? [first, ...more] : first }),
    ...(every !== undefined && { every: whole("every", every, 1) }),
    ...(times !== undefined && { times: whole("times", times, 1) }),
    ...(probability !== undefined && { probability: chance(probability) }),
    ...(seed !== undefined && { seed: whole("seed", seed, 0) }),
  };
}

function readAction(kind: string, argument: string | undefined, burst: string | undefined): FaultAction {
  if (!Object.hasOwn(ARGUMENTS, kind))
    throw new FaultError(`there is no "${kind}"; there are ${Object.keys(ARGUMENTS).join(", ")}`);
  const known = kind as FaultAction["kind"];
  if (burst !== undefined && known !== "rateLimit") throw new FaultError("burst goes with rateLimit");
  if (argument === undefined && ARGUMENTS[known].startsWith(":"))
    throw new FaultError(`${known} is written ${known}${ARGUMENTS[known]}`);
  if (argument !== undefined && ARGUMENTS[known] === "") throw new FaultError(`${known} takes nothing behind it`);
  const given = argument ?? "";
  switch (known) {
    case "reply":
      return { kind: known, reply: given };
    case "rateLimit": {
      const perMinute = whole(known, given, 0);
      return { kind: known, perMinute, ...(burst !== undefined && { burst: whole("burst", burst, 1) }) };
    }
    case "pause":
    case "late":
      return { kind: known, ms: duration(known, given) };
    case "duplicate":
      return { kind: known, ...(argument !== undefined && { afterMs: duration(known, given) }) };
    case "slow":
      return { kind: known, bytesPerSecond: whole(known, given, 1) };
    case "cut":
      return { kind: known, ...(argument !== undefined && { afterBytes: whole(known, given, 0) }) };
    case "lose":
      return { kind: known };
    case "certificate":
      return { kind: known, use: certificateUse(given) };
    case "sourceAddress":
      return { kind: known, address: given };
  }
}

function argumentOf(action: FaultAction): string {
  switch (action.kind) {
    case "reply":
      return action.reply;
    case "rateLimit":
      return String(action.perMinute);
    case "pause":
    case "late":
      return formatDuration(action.ms);
    case "duplicate":
      return action.afterMs === undefined ? "" : formatDuration(action.afterMs);
    case "slow":
      return String(action.bytesPerSecond);
    case "cut":
      return action.afterBytes === undefined ? "" : String(action.afterBytes);
    case "lose":
      return "";
    case "certificate":
      return action.use;
    case "sourceAddress":
      return action.address;
  }
}

function whole(name: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new FaultError(`${name}: "${text}" is no whole number from ${least} on`);
  return Number(text);
}

function chance(text: string): number {
  if (!/^[\d.]+(?:e-\d+)?$/.test(text) || !(Number(text) <= 1))
    throw new FaultError(`probability: "${text}" is no number from 0 to 1`);
  return Number(text);
}

function duration(name: string, text: string): number {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text);
  if (!match) throw new FaultError(`${name}: "${text}" is no duration such as 300ms, 5s or 10m`);
  return Number(match[1]) * (UNITS_MS[match[2] ?? ""] ?? 0);
}

function formatDuration(ms: number): string {
  const [unit = "ms", size = 1] = Object.entries(UNITS_MS).find(([, one]) => ms > 0 && ms % one === 0) ?? [];
  return `${ms / size}${unit}`;
}

const CERTIFICATE_USES = ["untrusted", "other-name", "none", "no-tls"] as const;

function certificateUse(text: string): Extract<FaultAction, { kind: "certificate" }>["use"] {
  const use = CERTIFICATE_USES.find((one) => one === text);
  if (use) return use;
  throw new FaultError(`certificate: "${text}" is none of ${CERTIFICATE_USES.join(", ")}`);
}
