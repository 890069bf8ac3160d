// The cmdlets there are, found by name and run.
import { nearest } from "../organization/nearest.ts";
import { getAcceptedDomain } from "./accepted-domain.ts";
import { bindParameters } from "./bind.ts";
import type { Cmdlet, CmdletResult, CmdletServices } from "./cmdlet.ts";
import { CmdletError } from "./cmdlet-error.ts";
import {
  getCrossTenantRecallConfiguration,
  setCrossTenantRecallConfiguration,
} from "./cross-tenant-recall-configuration.ts";
import { getInboundConnector } from "./inbound-connector.ts";
import { getMailbox } from "./mailbox.ts";
import { searchMailboxAuditLog } from "./mailbox-audit-log.ts";
import { getMailboxFolderStatistics } from "./mailbox-folder-statistics.ts";
import { messageTrace, messageTraceV2 } from "./message-trace.ts";
import { messageTraceDetail, messageTraceDetailV2 } from "./message-trace-detail.ts";
import { getOrganizationConfig, setOrganizationConfig } from "./organization-config.ts";
import { getOutboundConnector } from "./outbound-connector.ts";
import { getRecoverableItems, restoreRecoverableItems } from "./recoverable-items.ts";
import { getRemoteDomain, newRemoteDomainCmdlet, removeRemoteDomain, setRemoteDomain } from "./remote-domain.ts";
import { getTransportRule } from "./transport-rule.ts";

export const CMDLETS: readonly Cmdlet[] = [
  getAcceptedDomain,
  getCrossTenantRecallConfiguration,
  setCrossTenantRecallConfiguration,
  getInboundConnector,
  getMailbox,
  getMailboxFolderStatistics,
  messageTrace,
  messageTraceDetail,
  messageTraceDetailV2,
  messageTraceV2,
  getOrganizationConfig,
  getOutboundConnector,
  getRemoteDomain,
  getTransportRule,
  getRecoverableItems,
  searchMailboxAuditLog,
  restoreRecoverableItems,
  setOrganizationConfig,
  newRemoteDomainCmdlet,
  removeRemoteDomain,
  setRemoteDomain,
];

/** @throws CmdletError */
export async function runCmdlet(
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  services: CmdletServices,
): Promise<CmdletResult> {
  const cmdlet = findCmdlet(name);
  return cmdlet.run(bindParameters(cmdlet.parameters, parameters), services);
}

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
