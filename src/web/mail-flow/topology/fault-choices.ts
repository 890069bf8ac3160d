// What can go wrong on an edge, and a fault out of what was chosen. docs/faults.md
import type { Fault } from "../../api/answers.ts";
import type { Edge, Place } from "./topology.ts";

export type Hop = Fault["hop"];
export type Phase = Fault["phase"];
type Kind = Fault["action"]["kind"];
export type NewFault = Pick<Fault, "hop" | "phase" | "action" | "when">;

/** Whose connections an edge is made of. */
export function hopsOf(place: Place, direction: Edge["direction"]): readonly Hop[] {
  if (direction === "out") return place === "smartHost" ? ["outbound", "smartHost"] : ["outbound"];
  // Strangers' mail comes in at a listener that has no faults.
  return place === "internet" ? [] : ["return"];
}

export const HOP_WORDS: Readonly<Record<Hop, string>> = {
  outbound: "the tenant, wherever it sends",
  smartHost: "clients of the built-in smart host",
  return: "whoever hands mail back to the tenant",
};

const REPLIES = ["reply", "rateLimit", "pause", "cut"] as const;

const KINDS_OF: Readonly<Record<Phase, readonly Kind[]>> = {
  connect: REPLIES,
  mail: REPLIES,
  rcpt: REPLIES,
  data: REPLIES,
  body: ["pause", "slow", "cut"],
  endOfData: [...REPLIES, "lose"],
  handOver: ["duplicate", "late", "certificate", "sourceAddress", "pause", "slow", "cut"],
};

const PHASES = Object.keys(KINDS_OF) as readonly Phase[];

export const phasesOf = (hop: Hop): readonly Phase[] =>
  hop === "smartHost" ? PHASES : PHASES.filter((phase) => phase !== "handOver");

export const kindsOf = (phase: Phase): readonly Kind[] => KINDS_OF[phase];

/** The value that an action takes: its name, and one to begin with; undefined: it takes none. */
export const VALUE_OF: Readonly<Record<Kind, readonly [name: string, example: string] | undefined>> = {
  reply: ["Reply", "451 4.7.1 Come back later"],
  rateLimit: ["Messages a minute", "60"],
  pause: ["Milliseconds", "2000"],
  slow: ["Bytes a second", "1000"],
  cut: undefined,
  lose: undefined,
  duplicate: undefined,
  late: ["Milliseconds", "7200000"],
  certificate: ["untrusted, other-name, none or no-tls", "untrusted"],
  sourceAddress: ["Address", "127.0.0.2"],
};

export interface Chosen {
  readonly hop: Hop;
  readonly phase: Phase;
  readonly kind: Kind;
  readonly value: string;
  /** How often; empty: each time. */
  readonly times: string;
}

export function faultOf({ hop, phase, kind, value, times }: Chosen): NewFault {
  return {
    hop,
    phase,
    action: actionOf(kind, value),
    ...(times.trim() !== "" && { when: { times: Number(times) } }),
  };
}

function actionOf(kind: Kind, value: string): Fault["action"] {
  switch (kind) {
    case "reply":
      return { kind, reply: value };
    case "rateLimit":
      return { kind, perMinute: Number(value) };
    case "pause":
    case "late":
      return { kind, ms: Number(value) };
    case "slow":
      return { kind, bytesPerSecond: Number(value) };
    case "certificate":
      // What it is not, the sandbox says.
      return { kind, use: value as "none" };
    case "sourceAddress":
      return { kind, address: value };
    default:
      return { kind };
  }
}
