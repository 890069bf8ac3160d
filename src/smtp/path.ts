// Reads the argument of MAIL and RCPT: a path and ESMTP parameters. RFC 5321 §4.1.2, RFC 6531 §3.3.
// Addresses are kept as the client wrote them: no case folding, no IDNA conversion, quotes stay.
import net from "node:net";
import type { SmtpPath } from "./session.ts";

const MAX_PATH_LENGTH = 256;
const COMMAND = /^(?:MAIL +FROM|RCPT +TO): */i;
// Source route (ignored, RFC 5321 §4.1.1.3), local part as dot-string or quoted string, domain or address literal.
const PATH =
  /^<(?:@[^<>\s":]+:)?(?:("(?:[^"\\\x00-\x1f\x7f]|\\[ -~])*"|[^\s<>"()[\]\\,:;@]+)@(\[[^\]\s<>]*\]|[^\s<>"@[\]]+))?>/;
const POSTMASTER = /^<postmaster>/i;
const PARAMETER = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^\x00-\x20\x7f=]+))?$/;
// Control and invisible formatting characters, and what invalid UTF-8 is read as.
const UNSAFE = /[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffd]/;

export type PathError = "path" | "parameter";

/** `line` is the whole command. "path" and "parameter" say which half could not be read. */
export function parsePath(line: string): SmtpPath | PathError {
  const command = COMMAND.exec(line);
  if (!command) return "path";
  const text = line.slice(command[0].length);
  const match = POSTMASTER.exec(text) ?? PATH.exec(text);
  if (!match || match[0].length > MAX_PATH_LENGTH) return "path";
  const [path, localPart, domain] = match;
  if (localPart !== undefined && !(isLocalPart(localPart) && isDomain(domain ?? ""))) return "path";
  const address = localPart === undefined ? path.slice(1, -1) : `${localPart}@${domain}`;
  // "<@relay.example:>" is a route to nobody; what stays is the null path and postmaster, RFC 5321 §4.1.1.3.
  if (address.startsWith("@") || UNSAFE.test(address)) return "path";
  const parameters = parseParameters(text.slice(path.length));
  return parameters ? { address, parameters } : "parameter";
}

export const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

function isLocalPart(text: string): boolean {
  return text.startsWith('"') || !(text.startsWith(".") || text.endsWith(".") || text.includes(".."));
}

function isDomain(text: string): boolean {
  if (text.startsWith("[")) {
    const literal = text.slice(1, -1);
    return /^IPv6:/i.test(literal) ? net.isIPv6(literal.slice(5)) : net.isIPv4(literal);
  }
  return /^[A-Za-z0-9\x80-\uffff.-]+$/.test(text) && !/^[.-]|[.-]$|\.[.-]|-\./.test(text);
}

function parseParameters(text: string): Record<string, string | true> | undefined {
  if (text === "") return {};
  if (!text.startsWith(" ")) return undefined;
  const parameters: Record<string, string | true> = {};
  for (const part of text.split(" ")) {
    if (part === "") continue;
    const match = PARAMETER.exec(part);
    const name = match?.[1]?.toUpperCase();
    // RFC 3461 §4.1: a parameter is given once.
    if (!match || !name || Object.hasOwn(parameters, name)) return undefined;
    parameters[name] = match[2] ?? true;
  }
  return parameters;
}
