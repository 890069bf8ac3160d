// Identifiers, made as the real service makes them where its form is known.
import { randomBytes, randomUUID } from "node:crypto";
import type { Instant } from "./clock.ts";

/** "0b8f3c1e-…", lower case: network message ids, request ids. */
export function newGuid(): string {
  return randomUUID();
}

/**
 * As newGuid, but ids made one after the other lie side by side in an index: a commit then writes few pages of it.
 * RFC 9562 §5.7 (UUID version 7, by real time).
 */
export function newNetworkMessageId(): string {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${newGuid().slice(15)}`;
}

/** Real milliseconds since a network message id was made. */
export function ageByRealTime(networkMessageId: string): number {
  const made = Number.parseInt(networkMessageId.slice(0, 8) + networkMessageId.slice(9, 13), 16);
  return Math.max(0, Date.now() - made);
}

/**
 * PidTagSearchKey of a new message: 16 bytes as upper-case hex. [MS-OXCPRPT] §2.2.1.9
 * What was submitted is indexed by it: as with network message ids, those of one time lie side by side.
 */
export function newSearchKey(): string {
  return (Date.now().toString(16).padStart(12, "0") + randomBytes(10).toString("hex")).toUpperCase();
}

/** With its angle brackets, as the header has it. RFC 5322 §3.6.4 */
export function newMessageId(hostname: string): string {
  return `<${randomBytes(16).toString("hex").toUpperCase()}@${hostname.toLowerCase()}>`;
}

const TICKS_AT_1970 = 621_355_968_000_000_000n; // .NET counts from 0001-01-01
const TICKS_PER_MS = 10_000n;

/**
 * Message-Id of a recall request that the service makes, "<T.R@server>": T is the time in .NET ticks and R a random
 * 64-bit number, both in base 36 with the digits reversed, in upper case. docs/recall.md R2
 */
export function newRecallMessageId(
  instant: Instant,
  server: string,
  random = randomBytes(8).readBigUInt64BE(),
): string {
  const ticks = BigInt(instant) * TICKS_PER_MS + TICKS_AT_1970;
  return `<${reversedBase36(ticks)}.${reversedBase36(random)}@${shortName(server)}>`;
}

export interface RecallMessageIdParts {
  readonly instant: Instant;
  readonly random: bigint;
  readonly server: string;
}

/** Undefined where the id has another form. Takes it with or without angle brackets. */
export function decodeRecallMessageId(messageId: string): RecallMessageIdParts | undefined {
  const match = /^<?([0-9A-Z]{10,13})\.([0-9A-Z]{1,13})@([^@.>]+)>?$/.exec(messageId.trim());
  if (!match) return undefined;
  const [, time = "", random = "", server = ""] = match;
  const ticks = fromReversedBase36(time);
  return { instant: Number((ticks - TICKS_AT_1970) / TICKS_PER_MS), random: fromReversedBase36(random), server };
}

/** The mailbox server without its domain. */
function shortName(server: string): string {
  return server.toLowerCase().split(".", 1)[0] ?? "";
}

function reversedBase36(value: bigint): string {
  return [...value.toString(36).toUpperCase()].reverse().join("");
}

function fromReversedBase36(text: string): bigint {
  let value = 0n;
  for (const digit of [...text].reverse()) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value;
}
