// Reads the options of behaviours. All throw BehaviourError.
import { parseReply } from "../smtp/reply.ts";
import { tagNamed } from "../tnef/property-tags.ts";
import type { RenameOptions } from "./behaviours/rename-winmail.ts";
import { LOST_OF_TNEF, type Touch } from "./behaviours/touch-tnef.ts";
import type { WinmailEncoding } from "./tnef/encode-winmail.ts";

/** What was asked for cannot be built; the message says why. */
export class BehaviourError extends Error {
  override readonly name = "BehaviourError";
}

export function readHeader(name: string, option = ""): { header: string; value: string } {
  const match = /^([!-9;-~]+):\s*([\x20-\x7e]*)$/.exec(option);
  if (!match) throw new BehaviourError(`${name}: "${option}" is no header field such as "X-Marker: true"`);
  return { header: match[1] ?? "", value: match[2] ?? "" };
}

export function readPattern(
  option: string | undefined,
  name = "strip-headers",
  over = "header names, such as ^x-ms-exchange-",
): RegExp {
  if (!option) throw new BehaviourError(`${name} needs a pattern over ${over}`);
  return pattern(name, option);
}

export function readOnlyFor(option = ""): { readonly pattern: RegExp; readonly behaviour: string } {
  const at = option.indexOf(";");
  if (at < 1)
    throw new BehaviourError(
      `only-for: "${option}" is no pattern over header fields and a behaviour, such as "^subject: test;drop"`,
    );
  return { pattern: pattern("only-for", option.slice(0, at)), behaviour: option.slice(at + 1).trim() };
}

function pattern(name: string, text: string): RegExp {
  try {
    return new RegExp(text, "i");
  } catch (error) {
    throw new BehaviourError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function readChoice<T extends string>(name: string, choices: readonly T[], option: string | undefined): T {
  const found = choices.find((choice) => choice === option);
  if (found === undefined) throw new BehaviourError(`${name}: "${option ?? ""}" is none of ${choices.join(", ")}`);
  return found;
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export function readDuration(name: string, option: string | undefined): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|m|h|d)$/.exec(option ?? "");
  if (!match) throw new BehaviourError(`${name}: "${option ?? ""}" is no duration such as 30s, 5m or 2h`);
  return Math.round(Number(match[1]) * (UNITS_MS[match[2] ?? ""] ?? 0));
}

export function readRefusal(option: string) {
  const refusal = parseReply(option);
  if (!/^[45]\d\d /.test(option) || refusal.code >= 600 || /[^\x20-\x7e]/.test(option)) {
    throw new BehaviourError(`reject: "${option}" is no reply such as "550 5.7.1 Not today"`);
  }
  return refusal;
}

export function readWinmailEncoding(option: string): WinmailEncoding {
  if (option === "quoted-printable") return option;
  const width = /^\d{1,2}$/.test(option) ? Number(option) : 0;
  if (width >= 4 && width <= 76 && width % 4 === 0) return width;
  throw new BehaviourError(
    `re-encode-winmail: "${option}" is neither quoted-printable nor a line length up to 76 that four divides`,
  );
}

export function readNameAndType(option: string): RenameOptions {
  // RFC 2045 §5.1: printable ASCII but quotes, backslashes and semicolons, so that no value can break out.
  const match = /^([!#-:<-[\]-~]+)(?:;\s*([\w.+-]+\/[\w.+-]+))?$/.exec(option);
  if (!match?.[1]) throw new BehaviourError(`rename-winmail: "${option}" is no name such as mail.dat`);
  return { fileName: match[1], ...(match[2] && { type: match[2] }) };
}

export function readBoth(option: string): "both" {
  if (option === "both") return option;
  throw new BehaviourError(`rewrite-correlator: "${option}" is not both`);
}

export function readTouch(option = ""): Touch {
  const isLost = option.startsWith("-");
  const word = isLost ? option.slice(1) : option;
  const lost = LOST_OF_TNEF.find((one) => one === word);
  if (isLost && lost) return { loses: lost };
  const tag = tagNamed(word);
  if (tag) return isLost ? { loses: tag } : { changes: tag };
  const words = LOST_OF_TNEF.map((one) => `-${one}`).join(", ");
  throw new BehaviourError(`touch-tnef: "${option}" is no property such as PidTagSearchKey, and none of ${words}`);
}
