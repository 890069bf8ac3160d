// A reloaded file is right by itself; together with what cmdlets made since it may not be. What such a mixture must hold.
import { splitAddress } from "../address.ts";
import type { Organization } from "../organization.ts";
import { ConfigurationError, type ConfigurationProblem } from "../problems.ts";

const WHERE = "the file together with what was changed since it was loaded";

/** @throws ConfigurationError with what was not wrong `before` already. */
export function checkMerged(before: Organization, merged: Organization): void {
  const known = new Set(problemsOf(before).map(({ path, message }) => `${path}: ${message}`));
  const problems = problemsOf(merged).filter(({ path, message }) => !known.has(`${path}: ${message}`));
  if (problems.length > 0) throw new ConfigurationError(problems);
}

function problemsOf(organization: Organization): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const report = (path: string, message: string) => problems.push({ file: WHERE, path, message });
  const owners = new Map<string, string>();
  const claim = (address: string, path: string) => {
    const owner = owners.get(address.toLowerCase());
    if (owner === undefined) owners.set(address.toLowerCase(), path);
    else report(path, `\`${address}\` is taken by ${owner} already`);
  };
  for (const { address, aliases } of organization.mailboxes)
    for (const each of [address, ...aliases]) claim(each, `mailboxes "${address}"`);
  for (const { address, aliases = [] } of organization.groups)
    for (const each of [address, ...aliases]) claim(each, `groups "${address}"`);
  for (const { address } of organization.contacts) claim(address, `contacts "${address}"`);

  const domains = organization.acceptedDomains;
  if (domains.length === 0) report("acceptedDomains", "must name a domain");
  for (const { address, forwardingAddress } of organization.mailboxes) {
    const domain = splitAddress(address)?.domain ?? "";
    if (
      !domains.some(
        ({ domainName, matchSubDomains }) =>
          domain === domainName || (matchSubDomains && domain.endsWith(`.${domainName}`)),
      )
    )
      report(`mailboxes "${address}"`, "is in no accepted domain any more");
    if (forwardingAddress !== undefined && !owners.has(forwardingAddress.toLowerCase()))
      report(`mailboxes "${address}"`, `forwards to \`${forwardingAddress}\`, which is no recipient here any more`);
  }
  for (const list of ["mailboxes", "groups", "contacts"] as const) {
    for (const { address, moderatedBy = [] } of organization[list]) {
      for (const moderator of moderatedBy)
        if (!owners.has(moderator.toLowerCase()))
          report(`${list} "${address}"`, `is moderated by \`${moderator}\`, who is no recipient here any more`);
    }
  }
  const connectors = new Set(organization.outboundConnectors.map(({ name }) => name.toLowerCase()));
  for (const { name, actions } of organization.transportRules) {
    const wanted = actions.routeMessageOutboundConnector;
    if (wanted !== undefined && !connectors.has(wanted.toLowerCase()))
      report(`transportRules "${name}"`, `routes to the outbound connector \`${wanted}\`, which is not there any more`);
  }
  return problems;
}
