// Get-, New-, Set- and Remove-RemoteDomain: format rules by destination. "Default" is for every domain that has none of its own.
import { isDomainPattern } from "../organization/address.ts";
import type { Organization, RemoteDomain } from "../organization/organization.ts";
import {
  BYTE_ENCODERS,
  CHARACTER_SETS,
  CONTENT_TYPES,
  isDefault,
  MAX_LINE_WRAP_SIZE,
  newRemoteDomain,
  OOF_TYPES,
  remoteDomainsOf,
} from "../organization/remote-domain.ts";
import { formatDuration } from "../organization/units.ts";
import { type CmdletObject, type CmdletResult, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { all, directoryProperties, guidOf } from "./directory-object.ts";
import { findByIdentity, findOne } from "./identity.ts";
import { limited } from "./result-size.ts";

const KIND = "remote domain";
const IDENTITY = { type: "identity", dotNetType: "RemoteDomainIdParameter" } as const;
const CONFIRMATION = { Confirm: { type: "switch" }, WhatIf: { type: "switch" } } as const;

export const getRemoteDomain = defineCmdlet({
  name: "Get-RemoteDomain",
  parameters: { Identity: IDENTITY, ResultSize: { type: "resultSize" } },
  async run(given, services) {
    const organization = services.configurations.latest();
    const found = findByIdentity(remoteDomainsOf(organization), given.Identity, namesIn(organization), organization);
    return limited(found, given.ResultSize, (domain) => show(domain, services));
  },
});

export const newRemoteDomainCmdlet = defineCmdlet({
  name: "New-RemoteDomain",
  parameters: {
    Name: { type: "string", mandatory: true },
    DomainName: { type: "string", mandatory: true },
    ...CONFIRMATION,
  },
  async run(given, services) {
    const domain = newRemoteDomain(checkedDomainName(given.DomainName), checkedName(given.Name));
    const add = (organization: Organization): Organization => {
      refuseTaken(domain, remoteDomainsOf(organization));
      return { ...organization, remoteDomains: [...organization.remoteDomains, domain] };
    };
    add(services.configurations.latest());
    if (given.WhatIf === true) return whatIf(`Creating remote domain "${domain.name}".`);
    const { warnings } = await change(services, "New-RemoteDomain", add);
    return { objects: [show(domain, services)], ...(warnings && { warnings }) };
  },
});

export const setRemoteDomain = defineCmdlet({
  name: "Set-RemoteDomain",
  parameters: {
    Identity: { ...IDENTITY, mandatory: true },
    Name: { type: "string" },
    TNEFEnabled: { type: "boolean", nullable: true },
    AutoForwardEnabled: { type: "boolean" },
    AutoReplyEnabled: { type: "boolean" },
    AllowedOOFType: { type: "string", values: OOF_TYPES },
    CharacterSet: { type: "string", values: CHARACTER_SETS, nullable: true },
    NonMimeCharacterSet: { type: "string", values: CHARACTER_SETS },
    ByteEncoderTypeFor7BitCharsets: { type: "string", values: BYTE_ENCODERS },
    ContentType: { type: "string", values: CONTENT_TYPES },
    LineWrapSize: { type: "unlimitedInt", min: 0, max: MAX_LINE_WRAP_SIZE },
    ...CONFIRMATION,
  },
  async run(given, services) {
    const edits = editsOf(given);
    const edit = (organization: Organization): Organization => {
      const before = oneOf(organization, given.Identity);
      const after = { ...before, ...edits };
      if (isDefault(before) && after.name !== before.name)
        throw argumentError("The Default remote domain keeps its name.");
      refuseTaken(
        after,
        remoteDomainsOf(organization).filter((other) => other.domainName !== before.domainName),
      );
      return withDomain(organization, after);
    };
    const organization = services.configurations.latest();
    const before = oneOf(organization, given.Identity);
    const after = oneOf(edit(organization), before.domainName);
    if (given.WhatIf === true) return whatIf(`Setting remote domain "${before.name}".`);
    if (JSON.stringify(after) === JSON.stringify(before)) {
      return done([`The command completed successfully but no settings of '${before.name}' have been modified.`]);
    }
    return change(services, "Set-RemoteDomain", edit);
  },
});

export const removeRemoteDomain = defineCmdlet({
  name: "Remove-RemoteDomain",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...CONFIRMATION },
  async run(given, services) {
    const remove = (organization: Organization): Organization => {
      const { domainName } = removable(organization, given.Identity);
      return {
        ...organization,
        remoteDomains: organization.remoteDomains.filter((other) => other.domainName !== domainName),
      };
    };
    const { name } = removable(services.configurations.latest(), given.Identity);
    if (given.WhatIf === true) return whatIf(`Removing remote domain "${name}".`);
    return change(services, "Remove-RemoteDomain", remove);
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

interface Edits {
  readonly Name?: string;
  readonly TNEFEnabled?: boolean | null;
  readonly AutoForwardEnabled?: boolean;
  readonly AutoReplyEnabled?: boolean;
  readonly AllowedOOFType?: string;
  readonly CharacterSet?: string | null;
  readonly NonMimeCharacterSet?: string;
  readonly ByteEncoderTypeFor7BitCharsets?: string;
  readonly ContentType?: string;
  readonly LineWrapSize?: number;
}

/** Values are checked where parameters are bound. */
function editsOf(given: Edits): Partial<RemoteDomain> {
  const edits: Record<string, unknown> = {};
  if (given.Name !== undefined) edits.name = checkedName(given.Name);
  if (given.TNEFEnabled !== undefined) edits.tnefEnabled = given.TNEFEnabled;
  if (given.AutoForwardEnabled !== undefined) edits.autoForwardEnabled = given.AutoForwardEnabled;
  if (given.AutoReplyEnabled !== undefined) edits.autoReplyEnabled = given.AutoReplyEnabled;
  if (given.AllowedOOFType !== undefined) edits.allowedOOFType = given.AllowedOOFType;
  if (given.CharacterSet !== undefined) edits.characterSet = given.CharacterSet;
  if (given.NonMimeCharacterSet !== undefined) edits.nonMimeCharacterSet = given.NonMimeCharacterSet;
  if (given.ByteEncoderTypeFor7BitCharsets !== undefined)
    edits.byteEncoderTypeFor7BitCharsets = given.ByteEncoderTypeFor7BitCharsets;
  if (given.ContentType !== undefined) edits.contentType = given.ContentType;
  if (given.LineWrapSize !== undefined)
    edits.lineWrapSize = given.LineWrapSize === Number.POSITIVE_INFINITY ? "Unlimited" : given.LineWrapSize;
  return edits;
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

const done = (warnings: readonly string[]): CmdletResult => ({ objects: [], warnings });
const whatIf = (what: string): CmdletResult => ({ objects: [], confirmation: `What if: ${what}` });

async function change(
  { configurations }: CmdletServices,
  source: string,
  edit: (organization: Organization) => Organization,
): Promise<CmdletResult> {
  const { service } = await configurations.change(edit, source);
  const late = `The change takes effect after ${formatDuration(service.propagationDelayMs)} (service.propagationDelay).`;
  return done(service.propagationDelayMs > 0 ? [late] : []);
}

function show(domain: RemoteDomain, services: CmdletServices): CmdletObject {
  return {
    DomainName: domain.domainName,
    TNEFEnabled: domain.tnefEnabled,
    AllowedOOFType: domain.allowedOOFType,
    AutoForwardEnabled: domain.autoForwardEnabled,
    AutoReplyEnabled: domain.autoReplyEnabled,
    ByteEncoderTypeFor7BitCharsets: domain.byteEncoderTypeFor7BitCharsets,
    CharacterSet: domain.characterSet,
    NonMimeCharacterSet: domain.nonMimeCharacterSet,
    ContentType: domain.contentType,
    LineWrapSize: String(domain.lineWrapSize),
    PreferredInternetCodePageForShiftJis: "Undefined",
    RequiredCharsetCoverage: null,
    MessageCountThreshold: 2_147_483_647,
    ...all(true, "DeliveryReportEnabled NDREnabled DisplaySenderName"),
    ...all(
      false,
      `IsInternal TargetDeliveryDomain NDRDiagnosticInfoEnabled MeetingForwardNotificationEnabled
      TrustedMailOutboundEnabled TrustedMailInboundEnabled UseSimpleDisplayName`,
    ),
    ...directoryProperties({ kind: KIND, name: domain.name, objectClass: "msExchDomainContentConfig" }, services),
  };
}
