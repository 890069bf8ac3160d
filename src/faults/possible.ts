// Which fault can be where. What cannot happen is refused when it is added, with a sentence.
import { isIPv4 } from "node:net";
import { isAddressFilter } from "./address-filter.ts";
import { type Fault, type FaultAction, type FaultHop, type FaultPhase, HOPS, PHASES } from "./fault.ts";

/** A fault that cannot be; the message says why. */
export class FaultError extends Error {
  override readonly name = "FaultError";
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Kind = FaultAction["kind"];

const REPLIES: readonly Kind[] = ["reply", "rateLimit", "pause", "cut"];

export const KINDS_OF: Readonly<Record<FaultPhase, readonly Kind[]>> = {
  connect: REPLIES,
  mail: REPLIES,
  rcpt: REPLIES,
  data: REPLIES,
  body: ["pause", "slow", "cut"],
  endOfData: [...REPLIES, "lose"],
  handOver: ["duplicate", "late", "certificate", "sourceAddress", "pause", "slow", "cut"],
};

export const PHASES_OF: Readonly<Record<FaultHop, readonly FaultPhase[]>> = {
  smartHost: PHASES,
  outbound: PHASES.filter((phase) => phase !== "handOver"),
  return: PHASES.filter((phase) => phase !== "handOver"),
};

/** Why this cannot be; nothing when it can. */
export function whyImpossible({ hop, phase, action, when, ...filter }: Omit<Fault, "id">): string | undefined {
  const { sender, recipient } = filter;
  if (!HOPS.includes(hop)) return `there is no hop "${hop}"; there are ${HOPS.join(", ")}`;
  if (!PHASES.includes(phase)) return `there is no phase "${phase}"; there are ${PHASES.join(", ")}`;
  if (!PHASES_OF[hop].includes(phase))
    return `${phase} is the smart host's own; hop ${hop} has ${PHASES_OF[hop].join(", ")}`;
  if (!KINDS_OF[phase].includes(action.kind))
    return `${action.kind} can't happen in phase ${phase}; there it is ${KINDS_OF[phase].join(", ")}`;
  // The tenant knows what it is about to send before it connects; a listener learns it from the client.
  const isListening = hop !== "outbound";
  if (isListening && phase === "connect" && (sender ?? recipient) !== undefined)
    return "phase connect of a listener knows neither sender nor recipient yet";
  if (isListening && phase === "mail" && recipient !== undefined)
    return "phase mail of a listener knows no recipient yet";
  for (const one of [sender, recipient])
    if (one !== undefined && !isAddressFilter(one))
      return `"${one}" is no address such as bob@contoso.com, *@contoso.com, or <> for the null sender`;
  if (when?.probability === undefined && when?.seed !== undefined) return "a seed goes with a probability";
  return whyNotDone(action, phase);
}

function whyNotDone(action: FaultAction, phase: FaultPhase): string | undefined {
  switch (action.kind) {
    case "reply":
      return /^[45][0-5]\d (?:[45]\.\d{1,3}\.\d{1,3}(?: |$))?[\x20-\x7e]{0,400}$/.test(action.reply) &&
        action.reply === action.reply.trimEnd()
        ? undefined
        : `"${action.reply}" is no refusal such as "451 4.7.1 Come back later"`;
    case "pause":
      return action.ms <= HOUR_MS ? undefined : "a pause lasts an hour at most";
    case "late":
      return action.ms <= 30 * DAY_MS ? undefined : "late is 30 days at most";
    case "duplicate":
      return (action.afterMs ?? 0) <= 30 * DAY_MS ? undefined : "a copy comes 30 days later at most";
    case "cut":
      return action.afterBytes === undefined || phase === "body" || phase === "handOver"
        ? undefined
        : "only phases body and handOver are cut after so many bytes";
    case "sourceAddress":
      return isIPv4(action.address) && action.address.startsWith("127.")
        ? undefined
        : `"${action.address}" is no loopback address such as 127.0.0.2`;
    default:
      return undefined;
  }
}
