// Get- and Set-AcceptedDomain: the domains that the tenant answers for. New-AcceptedDomain is of Exchange Server; it says
// where domains come from here.
import type { AcceptedDomain, Organization } from "../organization/organization.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { RESULT_SIZE } from "./connectors.ts";
import { all, directoryProperties, guidOf } from "./directory-object.ts";
import { declared, type FieldParameter, type FieldParameters, showAccepted, withEdits } from "./field-parameters.ts";
import { findByIdentity, findOne } from "./identity.ts";
import { limited } from "./result-size.ts";

const KIND = "accepted domain";
const IDENTITY = {
  type: "identity",
  dotNetType: "AcceptedDomainIdParameter",
  position: 1,
  pipeline: "both",
  sentence: "Domain or GUID; a star stands for any text.",
} as const;

const kept = (sentence: string) =>
  ({ type: "boolean", priority: "accept", initial: false, sentence }) as const satisfies FieldParameter;

const PARAMETERS = {
  DomainType: {
    type: "string",
    values: ["Authoritative", "InternalRelay"],
    field: "domainType",
    priority: "should",
    sentence: "Authoritative: all its recipients are here; InternalRelay: others are elsewhere.",
  },
  MatchSubDomains: {
    type: "boolean",
    field: "matchSubDomains",
    priority: "should",
    sentence: "Domains below it are accepted too.",
  },
  OutboundOnly: kept("For senders alone."),
  SendingFromDomainDisabled: kept("Nobody sends from it."),
  SendingToDomainDisabled: kept("Nobody sends to it."),
  CanHaveCloudCache: kept("Reserved by Microsoft."),
  EnableNego2Authentication: kept("Reserved by Microsoft."),
  MailFlowRegion: { type: "string", priority: "accept", initial: "None", sentence: "Region of its mail flow." },
} as const satisfies FieldParameters;

const namesIn =
  (organization: Organization) =>
  ({ domainName: name }: AcceptedDomain) => [name, guidOf({ kind: KIND, name }, organization)];

export const getAcceptedDomain = defineCmdlet({
  name: "Get-AcceptedDomain",
  synopsis: "Shows the domains that the organization answers for.",
  parameters: { Identity: IDENTITY, ResultSize: RESULT_SIZE },
  async run(given, services) {
    const organization = services.configurations.latest();
    const found = findByIdentity(organization.acceptedDomains, given.Identity, namesIn(organization), organization);
    return limited(found, given.ResultSize, (domain) => show(domain, organization, services));
  },
});

export const newAcceptedDomain = defineCmdlet({
  name: "New-AcceptedDomain",
  synopsis: "Refused: a domain is added to the configuration file.",
  parameters: {
    Name: { type: "string", position: 1, sentence: "Not used." },
    DomainName: { type: "string", sentence: "Not used." },
    DomainType: { type: "string", sentence: "Not used." },
    ...CONFIRMATION,
  },
  async run() {
    throw argumentError(
      "New-AcceptedDomain isn't in Exchange Online: domains are added to the tenant in the Microsoft 365 admin center, and here under acceptedDomains of the configuration file.",
    );
  },
});

export const setAcceptedDomain = defineCmdlet({
  name: "Set-AcceptedDomain",
  synopsis: "Changes how an accepted domain is treated.",
  parameters: { Identity: { ...IDENTITY, mandatory: true }, ...declared(PARAMETERS), ...CONFIRMATION },
  async run(given, services) {
    const find = (organization: Organization) =>
      findOne(organization.acceptedDomains, given.Identity, namesIn(organization), organization);
    const { domainName } = find(services.configurations.latest());
    return changeOrganization(
      {
        cmdlet: "Set-AcceptedDomain",
        given,
        whatIf: `Setting accepted domain "${domainName}".`,
        object: domainName,
        edit(organization) {
          const before = find(organization);
          const after: AcceptedDomain = { ...before, ...withEdits(PARAMETERS, before, given) };
          const acceptedDomains = organization.acceptedDomains.map((other) => (other === before ? after : other));
          return { ...organization, acceptedDomains };
        },
      },
      services,
    );
  },
});

function show(domain: AcceptedDomain, organization: Organization, services: CmdletServices): CmdletObject {
  const { domainName: name, domainType, matchSubDomains } = domain;
  return {
    DomainName: name,
    DomainType: domainType,
    MatchSubDomains: matchSubDomains,
    Default: name === organization.name,
    InitialDomain: name.endsWith(".onmicrosoft.com"),
    AddressBookEnabled: true,
    AuthenticationType: "Managed",
    LiveIdInstanceType: "Business",
    ...all(
      false,
      `EmailOnly ExternallyManaged PendingRemoval PendingCompletion PendingFederatedAccountNamespace
      PendingFederatedDomain IsCoexistenceDomain PerimeterDuplicateDetected IsDefaultFederatedDomain`,
    ),
    ...showAccepted(PARAMETERS, domain),
    ...all(null, "CatchAllRecipientID FederatedOrganizationLink MailFlowPartner"),
    ...directoryProperties({ kind: KIND, name, objectClass: "msExchAcceptedDomain" }, services),
  };
}
