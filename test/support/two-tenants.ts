// contoso.com and fabrikam.com, two sandboxes that send each other mail over SMTP, each with its own certificate.
import type { CrossTenantRecall, Organization } from "../../src/organization/organization.ts";
import type { Sandbox } from "../../src/sandbox.ts";
import { person, sandbox, tenant } from "./sandbox.ts";

export const CONTOSO = "c0270501-0000-4000-8000-000000000001";
export const FABRIKAM = "fab41ca3-0000-4000-8000-000000000002";

export interface TwoTenants {
  /** Alice sends and recalls. */
  readonly contoso: Sandbox;
  /** Ann and Ben receive. */
  readonly fabrikam: Sandbox;
  /** Until nothing is in flight on either side. */
  idle(): Promise<void>;
}

export interface TwoTenantsOptions {
  readonly contoso?: Record<string, unknown>;
  readonly fabrikam?: Record<string, unknown>;
  /** Fabrikam's connector for Contoso's mail; its certificate is pinned to Contoso's tenant unless this says otherwise. */
  readonly pinned?: Record<string, unknown>;
}

export async function twoTenants(options: TwoTenantsOptions = {}): Promise<TwoTenants> {
  const contoso = await sandbox({
    config: tenant({
      organization: { name: "contoso.com", hostname: "mail.contoso.com", tenantId: CONTOSO },
      ...options.contoso,
    }),
  });
  const fabrikam = await sandbox({
    config: tenant({
      organization: { name: "fabrikam.com", hostname: "mail.fabrikam.com", tenantId: FABRIKAM },
      acceptedDomains: [{ domainName: "fabrikam.com" }],
      mailboxes: [person("ann", { address: "ann@fabrikam.com" }), person("ben", { address: "ben@fabrikam.com" })],
      crossTenantRecall: { crossTenantRecallEnabled: true, allowedSenderTenantIds: [CONTOSO] },
      ...options.fabrikam,
      inboundConnectors: [
        {
          name: "From Contoso",
          connectorType: "Partner",
          senderDomains: "contoso.com",
          tlsSenderCertificateName: "mail.contoso.com",
          caFile: contoso.certificates.ca.certFile,
          tenantId: CONTOSO,
          ...options.pinned,
        },
        ...((options.fabrikam?.inboundConnectors as unknown[]) ?? []),
      ],
    }),
  });
  await change(contoso, (organization) => ({
    outboundConnectors: [
      ...organization.outboundConnectors,
      {
        name: "To Fabrikam",
        connectorType: "Partner",
        enabled: true,
        recipientDomains: ["fabrikam.com"],
        smartHosts: [`127.0.0.1:${fabrikam.ports.inbound}`],
        useMxRecord: false,
        isTransportRuleScoped: false,
        cloudServicesMailEnabled: false,
        allAcceptedDomains: false,
      },
    ],
  }));
  return {
    contoso,
    fabrikam,
    async idle() {
      await contoso.idle();
      await fabrikam.idle();
      await contoso.idle();
    },
  };
}

/** What an administrator changes while the tenant runs. */
export async function change(on: Sandbox, edit: (organization: Organization) => Partial<Organization>): Promise<void> {
  await on.configurations.change((organization) => ({ ...organization, ...edit(organization) }), "test");
}

/** Set-CrossTenantRecallConfiguration. */
export function allow(on: Sandbox, crossTenantRecall: CrossTenantRecall): Promise<void> {
  return change(on, () => ({ crossTenantRecall }));
}
