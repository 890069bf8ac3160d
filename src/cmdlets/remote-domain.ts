// Get-RemoteDomain: format rules by destination. "Default" is for every domain that has none of its own.
import type { RemoteDomain } from "../organization/organization.ts";
import { type CmdletObject, type CmdletServices, defineCmdlet } from "./cmdlet.ts";
import { all, directoryProperties, guidOf } from "./directory-object.ts";
import { findByIdentity } from "./identity.ts";
import { limited } from "./result-size.ts";

const KIND = "remote domain";

export const getRemoteDomain = defineCmdlet({
  name: "Get-RemoteDomain",
  parameters: {
    Identity: { type: "identity", dotNetType: "RemoteDomainIdParameter" },
    ResultSize: { type: "resultSize" },
  },
  async run(given, services) {
    const organization = services.configurations.latest();
    const names = (domain: RemoteDomain) => {
      const name = nameOf(domain);
      return [name, domain.domainName, guidOf({ kind: KIND, name }, organization)];
    };
    const found = findByIdentity(withDefault(organization.remoteDomains), given.Identity, names, organization);
    return limited(found, given.ResultSize, (domain) => show(domain, services));
  },
});

const nameOf = ({ domainName }: RemoteDomain): string => (domainName === "*" ? "Default" : domainName);

/** A tenant has it, whether or not anybody configured it. */
function withDefault(domains: readonly RemoteDomain[]): readonly RemoteDomain[] {
  return domains.some((domain) => domain.domainName === "*")
    ? domains
    : [{ domainName: "*", tnefEnabled: null }, ...domains];
}

function show(domain: RemoteDomain, services: CmdletServices): CmdletObject {
  return {
    DomainName: domain.domainName,
    TNEFEnabled: domain.tnefEnabled,
    AllowedOOFType: "External",
    ByteEncoderTypeFor7BitCharsets: "Undefined",
    CharacterSet: null,
    NonMimeCharacterSet: "iso-8859-1",
    ContentType: "MimeHtmlText",
    LineWrapSize: "Unlimited",
    PreferredInternetCodePageForShiftJis: "Undefined",
    RequiredCharsetCoverage: null,
    MessageCountThreshold: 2_147_483_647,
    ...all(true, "AutoReplyEnabled AutoForwardEnabled DeliveryReportEnabled NDREnabled DisplaySenderName"),
    ...all(
      false,
      `IsInternal TargetDeliveryDomain NDRDiagnosticInfoEnabled MeetingForwardNotificationEnabled
      TrustedMailOutboundEnabled TrustedMailInboundEnabled UseSimpleDisplayName`,
    ),
    ...directoryProperties({ kind: KIND, name: nameOf(domain), objectClass: "msExchDomainContentConfig" }, services),
  };
}
