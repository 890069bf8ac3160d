// What was asked for on the command line, as the check takes it; whatever is wrong is told in words, before anything runs.
import { type CheckOptions, PROFILES, type ProfileName } from "../../check/options.ts";
import { authOf, authorityOf, editOf, makesContext } from "../../check/parse-values.ts";
import { isLoopback } from "../../organization/destinations.ts";
import { nearest } from "../../organization/nearest.ts";
import { parseDuration } from "../../organization/units.ts";
import { CommandError } from "../terminal.ts";
import type { CheckCommandOptions } from "./command-options.ts";
import { readRecipients, readText } from "./read-files.ts";

const DEFAULT_RETURN = "127.0.0.1:2528";
/** A built-in host is told where: any free port will do. */
const ANY_RETURN = "127.0.0.1:0";
const DEFAULT_TIMEOUT = "30s";
const MOST_TIMEOUT_MS = 3_600_000;

/** @throws CommandError or CheckError: exit code 2. */
export function parseCheckOptions(given: CheckCommandOptions): CheckOptions {
  const { profile, only, strict, domain, from, recipients, ca, clientCert, auth, loopHeader, edits } = given;
  const options: CheckOptions = {
    ...smartHostOf(given),
    returnTo: address(given.return ?? (given.builtin === undefined ? DEFAULT_RETURN : ANY_RETURN), "--return"),
    profile: profileOf(profile),
    ...(only !== undefined && { only: onlyOf(only) }),
    ...(strict && { strict }),
    ...(domain !== undefined && { domain: domainOf(domain) }),
    ...(from !== undefined && { from: senderOf(from, domain) }),
    ...(recipients !== undefined && { recipients: recipientsOf(recipients, domain ?? from?.split("@")[1]) }),
    tls: tlsOf(given.tls),
    ...(ca !== undefined && { ca: authorityOf(readText(ca, "--ca"), ca) }),
    ...(clientCert !== undefined && { clientCertificate: clientCertificateOf(clientCert) }),
    ...(auth !== undefined && { auth: authOfText(auth) }),
    ...(loopHeader !== undefined && { loopHeader: loopHeaderOf(loopHeader) }),
    ...(edits !== undefined && { edits: edits.map(editOf) }),
    ...(given.rate !== undefined && { rate: numberOf(given.rate, "--rate", { above: 0 }) }),
    timeoutMs: timeoutOf(given.timeout ?? DEFAULT_TIMEOUT),
    ...(given.seed !== undefined && { seed: seedOf(given.seed) }),
    ...(given.build !== undefined && { build: given.build }),
  };
  if (!given.yes) refuseAbroad(options);
  return options;
}

function smartHostOf({ smartHost, builtin, behaviour }: CheckCommandOptions) {
  if (behaviour && builtin === undefined) throw new CommandError("--behaviour belongs to --builtin.");
  if (builtin !== undefined) return { builtIn: { preset: builtin, ...(behaviour && { behaviours: behaviour }) } };
  if (smartHost === undefined)
    throw new CommandError(
      "Name the product under test: --smart-host HOST:PORT. For a first look without one: --builtin signature.",
    );
  const at = address(smartHost, "--smart-host");
  if (at.port === 0) throw new CommandError(`--smart-host needs a port: "${smartHost}"`);
  return { smartHost: at };
}

/** Mail of a test must not reach strangers by a slip of the pen. */
function refuseAbroad({ smartHost, returnTo, from, domain = "contoso.com", recipients, only, profile }: CheckOptions) {
  if (smartHost && !isLoopback(smartHost.host)) {
    const whom = recipients ? `the ${recipients.length} addresses of --recipients` : `mailboxes of ${domain}`;
    const what = only ? `the cases ${only.join(", ")}` : `the cases of the profile ${profile}`;
    throw new CommandError(
      `${smartHost.host} is not this machine: the check would send it the mail of ${what}, from ${from ?? `alice@${domain}`} to ${whom}, some of it malformed on purpose. If it hands mail on to anyone but the check, they get it. Add --yes to go on.`,
    );
  }
  if (!isLoopback(returnTo.host))
    throw new CommandError(
      `--return ${returnTo.host} opens a port to other machines while the check runs; it takes mail for ${domain} and hands on nothing. Add --yes to go on.`,
    );
}

/** "127.0.0.1:2526", "[::1]:2526". */
function address(text: string, option: string): { host: string; port: number } {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]@/]+)):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535)
    throw new CommandError(`${option} must be host:port, such as 127.0.0.1:10025, not "${text}".`);
  return { host: match[1] ?? match[2] ?? "", port };
}

export function profileOf(name: string): ProfileName {
  if (Object.hasOwn(PROFILES, name)) return name as ProfileName;
  throw new CommandError(oneOf("--profile", name, Object.keys(PROFILES)));
}

function tlsOf(name: string): NonNullable<CheckOptions["tls"]> {
  if (name === "none" || name === "opportunistic" || name === "required") return name;
  throw new CommandError(oneOf("--tls", name, ["none", "opportunistic", "required"]));
}

function oneOf(option: string, given: string, known: readonly string[]): string {
  const near = nearest(given, known);
  return `${option} is one of ${known.join(", ")}, not "${given}"${near ? `; did you mean ${near}?` : "."}`;
}

/** "WIRE-01,RECALL". */
export function onlyOf(text: string): string[] {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) throw new CommandError(`--only names nothing; see recall-sandbox check --list.`);
  return names;
}

function domainOf(text: string): string {
  if (/^(?=.{1,255}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i.test(text)) return text;
  throw new CommandError(`--domain must be a domain such as contoso.com, not "${text}".`);
}

function senderOf(text: string, domain: string | undefined): string {
  const [, at] = /^[^\s@<>"]+@([^\s@<>"]+)$/.exec(text) ?? [];
  if (at === undefined) throw new CommandError(`--from must be an address such as alice@contoso.com, not "${text}".`);
  if (domain !== undefined && at.toLowerCase() !== domain.toLowerCase())
    throw new CommandError(`--from ${text} is not of --domain ${domain}: recall works within one tenant.`);
  domainOf(at);
  return text;
}

function recipientsOf(file: string, domain = "contoso.com"): string[] {
  return readRecipients(file, domain);
}

function clientCertificateOf(file: string): { cert: string; key: string } {
  const pem = readText(file, "--client-cert");
  const blocks = pem.match(/-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----/g) ?? [];
  const cert = blocks.filter((block) => block.includes("BEGIN CERTIFICATE")).join("\n");
  const key = blocks.find((block) => block.includes("PRIVATE KEY"));
  if (cert === "" || key === undefined)
    throw new CommandError(`--client-cert: ${file} must hold both, the certificate and its private key, as PEM.`);
  if (!makesContext({ cert, key }))
    throw new CommandError(`--client-cert: the certificate and the key in ${file} do not belong together.`);
  return { cert, key };
}

/** Before the first colon: a password may have others. */
function authOfText(text: string) {
  const [, username = "", password = ""] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  return authOf({ username, password });
}

function loopHeaderOf(text: string): { name: string; value: string } {
  const [, name, value] = /^([!-9;-<>-~]+)=([ -~]+)$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return { name, value };
  throw new CommandError(`--loop-header must be NAME=VALUE, such as X-Vendor-Processed=yes, not "${text}".`);
}

function timeoutOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms >= 1000 && ms <= MOST_TIMEOUT_MS) return ms;
  throw new CommandError(`--timeout must be a duration from 1s to 1h, such as 30s or 2m, not "${text}".`);
}

function seedOf(text: string): number {
  const seed = numberOf(text, "--seed", { above: -1 });
  if (Number.isInteger(seed) && seed <= 0xffff_ffff) return seed;
  throw new CommandError(`--seed must be a whole number below 4294967296, not "${text}".`);
}

function numberOf(text: string, option: string, { above }: { readonly above: number }): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value > above) return value;
  throw new CommandError(`${option} must be a number above ${above}, not "${text}".`);
}
