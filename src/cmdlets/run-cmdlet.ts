// The cmdlets there are, found by name and run.
import { nearest } from "../organization/nearest.ts";
import { bindParameters } from "./bind.ts";
import type { Cmdlet, CmdletResult, CmdletServices } from "./cmdlet.ts";
import { CmdletError } from "./cmdlet-error.ts";
import { CMDLETS } from "./index.ts";

/** @throws CmdletError */
export async function runCmdlet(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  services: CmdletServices,
): Promise<CmdletResult> {
  const cmdlet = findCmdlet(name);
  if (READING.test(cmdlet.name)) return cmdlet.run(bindParameters(cmdlet.parameters, parameters), services);
  return audited(cmdlet, parameters, services);
}

/** Cmdlets that change nothing write no entry. Set-AdminAuditLogConfig -AdminAuditLogCmdlets */
const READING = /^(?:Get|Search|Test|Export|Validate|Connect|Disconnect)-/;
const SECRET = /password|secret|credential/i;

/** What a cmdlet was asked to change is on record, whether it did or refused. */
async function audited(
  cmdlet: Cmdlet,
  parameters: Readonly<Record<string, unknown>>,
  services: CmdletServices,
): Promise<CmdletResult> {
  const entry = {
    at: services.clock.now(),
    caller: services.caller,
    cmdlet: cmdlet.name,
    object: objectOf(parameters),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, SECRET.test(name) ? "***" : recorded(value)]),
    ),
  };
  try {
    const result = await cmdlet.run(bindParameters(cmdlet.parameters, parameters), services);
    if (result.confirmation === undefined) await services.adminAudit.add(entry);
    return result;
  } catch (error) {
    if (error instanceof CmdletError) await services.adminAudit.add({ ...entry, error: error.line });
    throw error;
  }
}

function objectOf(parameters: Readonly<Record<string, unknown>>): string {
  const of = (wanted: string) => Object.entries(parameters).find(([name]) => name.toLowerCase() === wanted)?.[1];
  const object = of("identity") ?? of("name") ?? "";
  return typeof object === "string" ? object : JSON.stringify(object);
}

const recorded = (value: unknown) => (value instanceof Uint8Array ? `${value.length} bytes` : value);

/** In any case. @throws CmdletError */
export function findCmdlet(name: string): Cmdlet {
  const cmdlet = CMDLETS.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (!cmdlet) throw unknownCmdlet(name);
  return cmdlet;
}

/** Exchange Online answers 403 to a cmdlet that it doesn't have, or that one may not use. */
function unknownCmdlet(name: string): CmdletError {
  return new CmdletError(
    "System.Management.Automation.CommandNotFoundException",
    `The term '${name.slice(0, 100)}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again. ${hintFor(name)}`,
    "Forbidden",
  );
}

/** A slip is told from a cmdlet that the service has and the sandbox doesn't. */
function hintFor(name: string): string {
  const known = CMDLETS.map((cmdlet) => cmdlet.name).sort();
  const noun = /-\w+$/.exec(name)?.[0].toLowerCase();
  const sameNoun = known.filter((other) => noun !== undefined && other.toLowerCase().endsWith(noun));
  if (sameNoun.length > 0) return `Of this noun the sandbox has ${sameNoun.join(" and ")}.`;
  const near = nearestFew(name, known);
  return near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `The sandbox has ${known.join(", ")}.`;
}

/** The nearest first, at most three. */
function nearestFew(name: string, known: readonly string[]): string[] {
  const best = nearest(name, known);
  if (best === undefined) return [];
  const others = known.filter((other) => other !== best);
  return [best, ...nearestFew(name, others)].slice(0, 3);
}
