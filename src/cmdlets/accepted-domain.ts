// Get-AcceptedDomain: the domains that the tenant answers for.
import type { AcceptedDomain, Organization } from "../organization/organization.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { all, directoryProperties, guidOf } from "./directory-object.ts";
import { findByIdentity } from "./identity.ts";
import { limited } from "./result-size.ts";

const KIND = "accepted domain";

export const getAcceptedDomain = defineCmdlet({
  name: "Get-AcceptedDomain",
  parameters: {
    Identity: { type: "identity", dotNetType: "AcceptedDomainIdParameter" },
    ResultSize: { type: "resultSize" },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const names = ({ domainName: name }: AcceptedDomain) => [name, guidOf({ kind: KIND, name }, organization)];
    const found = findByIdentity(organization.acceptedDomains, given.Identity, names, organization);
    return limited(found, given.ResultSize, (domain) => show(domain, organization, services));
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
    MailFlowRegion: "None",
    ...all(
      false,
      `EmailOnly ExternallyManaged PendingRemoval PendingCompletion OutboundOnly PendingFederatedAccountNamespace
      PendingFederatedDomain IsCoexistenceDomain PerimeterDuplicateDetected IsDefaultFederatedDomain
      EnableNego2Authentication CanHaveCloudCache SendingFromDomainDisabled SendingToDomainDisabled`,
    ),
    ...all(null, "CatchAllRecipientID FederatedOrganizationLink MailFlowPartner"),
    ...directoryProperties({ kind: KIND, name, objectClass: "msExchAcceptedDomain" }, services),
  };
}
