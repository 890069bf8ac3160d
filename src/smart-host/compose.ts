// Behaviours by name, as a file or a command line gives them: "delay=30s", { name: "delay", option: "30s" }.
import { parseReply } from "../smtp/reply.ts";
import { addSignature } from "./behaviours/add-signature.ts";
import type { Behaviour } from "./behaviours/behaviour.ts";
import { delay } from "./behaviours/delay.ts";
import { drop } from "./behaviours/drop.ts";
import { duplicate } from "./behaviours/duplicate.ts";
import { LOOP_MARKER, loopMarker } from "./behaviours/loop-marker.ts";
import { reSerialise } from "./behaviours/re-serialise.ts";
import { reject } from "./behaviours/reject.ts";
import { rewriteMessageId } from "./behaviours/rewrite-message-id.ts";
import { splitPerRecipient } from "./behaviours/split-per-recipient.ts";
import { stripHeaders } from "./behaviours/strip-headers.ts";

export type BehaviourSpec = string | { readonly name: string; readonly option?: string };

export interface BehaviourKind {
  readonly name: string;
  readonly summary: string;
  /** For help: "[=TEXT]" may be left out, "=TEXT" not; no option is taken where it is missing. */
  readonly usage?: string;
  /** Throws BehaviourError where the option makes no sense. */
  create(option: string | undefined): Behaviour;
}

/** What was asked for cannot be built; the message says why. */
export class BehaviourError extends Error {
  override readonly name = "BehaviourError";
}

export const BEHAVIOURS: readonly BehaviourKind[] = [
  {
    name: "add-signature",
    summary: "writes a signature into text and HTML",
    usage: "[=TEXT]",
    create: (option) => addSignature(option === undefined ? {} : { text: option }),
  },
  {
    name: "loop-marker",
    summary: "stamps the header by which the tenant knows mail that came back",
    usage: "[=NAME: VALUE]",
    create: (option) => loopMarker(option === undefined ? LOOP_MARKER : readHeader(option)),
  },
  {
    name: "rewrite-message-id",
    summary: "gives every message a Message-ID of its own",
    usage: "[=DOMAIN]",
    create: (option) => rewriteMessageId(option === undefined ? {} : { domain: option }),
  },
  {
    name: "strip-headers",
    summary: "removes header fields by name",
    usage: "=PATTERN",
    create: (option) => stripHeaders(readPattern(option)),
  },
  { name: "re-serialise", summary: "parses every message and writes it anew", create: () => reSerialise() },
  {
    name: "delay",
    summary: "holds mail back, kept in a file",
    usage: "=DURATION",
    create: (option) => delay(readDuration("delay", option)),
  },
  { name: "drop", summary: "accepts mail and throws it away", create: () => drop() },
  {
    name: "duplicate",
    summary: "sends mail twice, the second copy at once or later",
    usage: "[=DURATION]",
    create: (option) => duplicate(option === undefined ? 0 : readDuration("duplicate", option)),
  },
  {
    name: "reject",
    summary: "refuses mail",
    usage: "[=550 5.7.1 TEXT]",
    create: (option) => (option === undefined ? reject() : reject(readRefusal(option))),
  },
  { name: "split-per-recipient", summary: "sends a transaction for each recipient", create: () => splitPerRecipient() },
];

/** Throws BehaviourError. */
export function composeBehaviours(specs: readonly BehaviourSpec[]): Behaviour[] {
  return specs.map((spec) => {
    const { name, option } = typeof spec === "string" ? splitSpec(spec) : spec;
    const kind = BEHAVIOURS.find((candidate) => candidate.name === name);
    if (!kind) {
      const known = BEHAVIOURS.map((candidate) => candidate.name).join(", ");
      throw new BehaviourError(`No behaviour is called "${name}": use one of ${known}`);
    }
    if (option !== undefined && kind.usage === undefined) throw new BehaviourError(`${name} takes no option`);
    return kind.create(option);
  });
}

function splitSpec(spec: string): { name: string; option?: string } {
  const at = spec.indexOf("=");
  return at < 0 ? { name: spec } : { name: spec.slice(0, at), option: spec.slice(at + 1) };
}

function readHeader(option: string): { header: string; value: string } {
  const match = /^([!-9;-~]+):\s*([\x20-\x7e]*)$/.exec(option);
  if (!match) throw new BehaviourError(`loop-marker: "${option}" is no header field such as "X-Marker: true"`);
  return { header: match[1] ?? "", value: match[2] ?? "" };
}

function readPattern(option: string | undefined): RegExp {
  if (!option) throw new BehaviourError("strip-headers needs a pattern over header names, such as ^x-ms-exchange-");
  try {
    return new RegExp(option, "i");
  } catch (error) {
    throw new BehaviourError(`strip-headers: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function readDuration(name: string, option: string | undefined): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|m|h|d)$/.exec(option ?? "");
  if (!match) throw new BehaviourError(`${name}: "${option ?? ""}" is no duration such as 30s, 5m or 2h`);
  return Math.round(Number(match[1]) * (UNITS_MS[match[2] ?? ""] ?? 0));
}

function readRefusal(option: string) {
  const refusal = parseReply(option);
  if (!/^[45]\d\d /.test(option) || refusal.code >= 600 || /[^\x20-\x7e]/.test(option)) {
    throw new BehaviourError(`reject: "${option}" is no reply such as "550 5.7.1 Not today"`);
  }
  return refusal;
}
