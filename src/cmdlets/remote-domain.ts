// Get-, New-, Set- and Remove-RemoteDomain: format rules by destination. "Default" is for every domain that has none of its own.
import { isDomainPattern } from "../organization/address.ts";
import type { Organization, RemoteDomain } from "../organization/organization.ts";
import { isDefault, newRemoteDomain, remoteDomainsOf } from "../organization/remote-domain.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { RESULT_SIZE } from "./connectors.ts";
import { directoryProperties, guidOf } from "./directory-object.ts";
import { declared, showAccepted, withEdits } from "./field-parameters.ts";
import { findByIdentity, findOne } from "./identity.ts";
import { REMOTE_DOMAIN_PARAMETERS as PARAMETERS } from "./remote-domain-parameters.ts";
import { limited } from "./result-size.ts";

const KIND = "remote domain";
const IDENTITY = {
  type: "identity",
  dotNetType: "RemoteDomainIdParameter",
  position: 1,
  pipeline: "both",
  sentence: "Name, domain or GUID; a star stands for any text.",
} as const;

export const getRemoteDomain = defineCmdlet({
  name: "Get-RemoteDomain",
  synopsis: "Shows in which form mail leaves for other domains.",
  parameters: { Identity: IDENTITY, ResultSize: RESULT_SIZE },
  async run(given, services) {
    const organization = services.configurations.latest();
    const found = findByIdentity(remoteDomainsOf(organization), given.Identity, namesIn(organization), organization);
    return limited(found, given.ResultSize, (domain) => show(domain, services));
  },
});

export const newRemoteDomainCmdlet = defineCmdlet({
  name: "New-RemoteDomain",
  synopsis: "Makes format rules for mail to another domain.",
  parameters: {
    Name: { ...PARAMETERS.Name, mandatory: true, position: 1 },
    DomainName: {
      type: "string",
      mandatory: true,
      sentence: "contoso.com, or *.contoso.com for all below it too; at most 256 characters.",
    },
    ...CONFIRMATION,
  },
  async run(given, services) {
    const domain = newRemoteDomain(checkedDomainName(given.DomainName), checkedName(given.Name));
    const result = await changeOrganization(
      {
        cmdlet: "New-RemoteDomain",
        given,
        whatIf: `Creating remote domain "${domain.name}".`,
        edit(organization) {
          refuseTaken(domain, remoteDomainsOf(organization));
          return { ...organization, remoteDomains: [...organization.remoteDomains, domain] };
        },
      },
      services,
    );
    return given.WhatIf === true ? result : { ...result, objects: [show(domain, services)] };
  },
});

export const setRemoteDomain = defineCmdlet({
  name: "Set-RemoteDomain",
  synopsis: "Changes in which form mail leaves for another domain.",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...declared(PARAMETERS), ...CONFIRMATION },
  async run(given, services) {
    const { name } = oneOf(services.configurations.latest(), given.Identity);
    return changeOrganization(
      {
        cmdlet: "Set-RemoteDomain",
        given,
        whatIf: `Setting remote domain "${name}".`,
        object: name,
        edit(organization) {
          const before = oneOf(organization, given.Identity);
          const after = editedDomain(before, given);
          const others = remoteDomainsOf(organization).filter((other) => other.domainName !== before.domainName);
          refuseTaken(after, others);
          const isThere = organization.remoteDomains.some(({ domainName }) => domainName === before.domainName);
          // Default, set to what it is anyway, stays out of the list.
          return isThere || JSON.stringify(after) !== JSON.stringify(before)
            ? withDomain(organization, after)
            : organization;
        },
      },
      services,
    );
  },
});

export const removeRemoteDomain = defineCmdlet({
  name: "Remove-RemoteDomain",
  synopsis: "Removes the format rules for another domain.",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...CONFIRMATION },
  async run(given, services) {
    const { name } = removable(services.configurations.latest(), given.Identity);
    return changeOrganization(
      {
        cmdlet: "Remove-RemoteDomain",
        given,
        whatIf: `Removing remote domain "${name}".`,
        edit(organization) {
          const { domainName } = removable(organization, given.Identity);
          const remoteDomains = organization.remoteDomains.filter((other) => other.domainName !== domainName);
          return { ...organization, remoteDomains };
        },
      },
      services,
    );
  },
});

const namesIn = (organization: Organization) => (domain: RemoteDomain) => [
  domain.name,
  domain.domainName,
  guidOf({ kind: KIND, name: domain.name }, organization),
];

const oneOf = (organization: Organization, identity: string): RemoteDomain =>
  findOne(remoteDomainsOf(organization), identity, namesIn(organization), organization);

function removable(organization: Organization, identity: string): RemoteDomain {
  const domain = oneOf(organization, identity);
  if (isDefault(domain)) throw argumentError("The Default remote domain can't be removed.");
  return domain;
}

/** Values are checked where parameters are bound. */
function editedDomain(before: RemoteDomain, given: Readonly<Record<string, unknown>>): RemoteDomain {
  const { Name } = given;
  const edits = {
    ...given,
    ...(typeof Name === "string" && { Name: checkedName(Name) }),
  };
  const after = { ...before, ...withEdits(PARAMETERS, before, edits), ...nullable(given), ...coupled(given) };
  if (isDefault(before) && after.name !== before.name) throw argumentError("The Default remote domain keeps its name.");
  return after;
}

/** $null is a value of theirs. */
const nullable = ({ TNEFEnabled, CharacterSet }: Readonly<Record<string, unknown>>): Partial<RemoteDomain> => ({
  ...(TNEFEnabled === null && { tnefEnabled: null }),
  ...(CharacterSet === null && { characterSet: null }),
});

/** One sets the other, unless that is given too. Set-RemoteDomain */
function coupled({ IsInternal, AllowedOOFType }: Readonly<Record<string, unknown>>): Partial<RemoteDomain> {
  if (IsInternal === undefined) return AllowedOOFType === "InternalLegacy" ? { isInternal: true } : {};
  return IsInternal === false && AllowedOOFType === undefined ? { allowedOOFType: "ExternalLegacy" } : {};
}

function withDomain(organization: Organization, domain: RemoteDomain): Organization {
  const { remoteDomains } = organization;
  const isThere = remoteDomains.some(({ domainName }) => domainName === domain.domainName);
  return {
    ...organization,
    remoteDomains: isThere
      ? remoteDomains.map((other) => (other.domainName === domain.domainName ? domain : other))
      : [domain, ...remoteDomains],
  };
}

function refuseTaken(domain: RemoteDomain, others: readonly RemoteDomain[]): void {
  const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
  const same = others.find((other) => isSame(other.domainName, domain.domainName) || isSame(other.name, domain.name));
  if (!same) return;
  const what = isSame(same.domainName, domain.domainName) ? "domain" : "name";
  throw argumentError(
    `The ${what} '${what === "domain" ? same.domainName : same.name}' already has a remote domain: "${same.name}".`,
  );
}

function checkedName(text: string): string {
  const name = text.trim();
  if (name !== "" && name.length <= 64) return name;
  throw argumentError(`Name must have 1 to 64 characters; this has ${name.length}.`);
}

function checkedDomainName(text: string): string {
  const domain = text.trim().toLowerCase();
  if (isDomainPattern(domain) && domain.length <= 256) return domain;
  throw argumentError(
    `DomainName must be a domain such as contoso.com, or *.contoso.com for all below it too; a star can't stand elsewhere. It is '${text.slice(0, 100)}'.`,
  );
}

function show(domain: RemoteDomain, services: CmdletServices): CmdletObject {
  return {
    DomainName: domain.domainName,
    TNEFEnabled: domain.tnefEnabled,
    IsInternal: domain.isInternal ?? false,
    AllowedOOFType: domain.allowedOOFType,
    AutoForwardEnabled: domain.autoForwardEnabled,
    AutoReplyEnabled: domain.autoReplyEnabled,
    NDREnabled: domain.ndrEnabled ?? true,
    DeliveryReportEnabled: domain.deliveryReportEnabled ?? true,
    ByteEncoderTypeFor7BitCharsets: domain.byteEncoderTypeFor7BitCharsets,
    CharacterSet: domain.characterSet,
    NonMimeCharacterSet: domain.nonMimeCharacterSet,
    ContentType: domain.contentType,
    LineWrapSize: String(domain.lineWrapSize),
    MessageCountThreshold: 2_147_483_647,
    ...showAccepted(PARAMETERS, domain),
    ...directoryProperties({ kind: KIND, name: domain.name, objectClass: "msExchDomainContentConfig" }, services),
  };
}
