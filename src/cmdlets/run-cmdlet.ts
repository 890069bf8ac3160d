// The cmdlets there are, found by name and run.
import { nearest } from "../organization/nearest.ts";
import { bindParameters } from "./bind.ts";
import type { Cmdlet, CmdletResult, CmdletServices } from "./cmdlet.ts";
import { CmdletError } from "./cmdlet-error.ts";
import { messageTrace, messageTraceV2 } from "./message-trace.ts";
import { messageTraceDetail, messageTraceDetailV2 } from "./message-trace-detail.ts";
import { getOrganizationConfig, setOrganizationConfig } from "./organization-config.ts";

export const CMDLETS: readonly Cmdlet[] = [
  messageTrace,
  messageTraceV2,
  messageTraceDetail,
  messageTraceDetailV2,
  getOrganizationConfig,
  setOrganizationConfig,
];

/** @throws CmdletError */
export async function runCmdlet(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  services: CmdletServices,
): Promise<CmdletResult> {
  const cmdlet = CMDLETS.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (!cmdlet) throw unknownCmdlet(name);
  return cmdlet.run(bindParameters(cmdlet.parameters, parameters), services);
}

/** Exchange Online answers 403 to a cmdlet that it doesn't have, or that one may not use. */
function unknownCmdlet(name: string): CmdletError {
  const known = CMDLETS.map((cmdlet) => cmdlet.name);
  const best = nearest(name, known);
  const hint = best ? `did you mean ${best}?` : `the sandbox has ${known.join(", ")}.`;
  return new CmdletError(
    "System.Management.Automation.CommandNotFoundException",
    `The term '${name.slice(0, 100)}' is not recognized as the name of a cmdlet; ${hint}`,
    "Forbidden",
  );
}
