// Connect-ExchangeOnline, Get-ConnectionInformation, Disconnect-ExchangeOnline: of the PowerShell module. Whoever speaks
// to the sandbox is connected already, so that scripts that begin and end with them run.
import { stableGuid } from "../organization/stable-guid.ts";
import { CONFIRMATION } from "./change.ts";
import { defineCmdlet, guid, type ParameterDeclaration, type Parameters } from "./cmdlet.ts";

const ignored = (type: ParameterDeclaration["type"], names: string): Parameters =>
  Object.fromEntries(
    names
      .split(/\s+/)
      .map((name) => [name, { type, priority: "accept", sentence: "Taken, and of no effect here." } as const]),
  );

const at = (position: number, type: ParameterDeclaration["type"] = "string"): ParameterDeclaration => ({
  type,
  position,
  priority: "accept",
  sentence: "Taken, and of no effect here.",
});

export const connectExchangeOnline = defineCmdlet({
  name: "Connect-ExchangeOnline",
  synopsis: "Taken as it is in scripts: the sandbox is connected already.",
  parameters: {
    // The module counts them from 0.
    ConnectionUri: at(1),
    AzureADAuthorizationEndpointUri: at(2),
    ExchangeEnvironmentName: at(3),
    DelegatedOrganization: at(5),
    Prefix: at(6),
    CommandName: at(7, "strings"),
    FormatTypeName: at(8, "strings"),
    ...ignored(
      "string",
      `AccessToken AppId CertificateFilePath CertificateThumbprint EXOModuleBasePath LogDirectoryPath LogLevel
      ManagedIdentityAccountId Organization UserPrincipalName`,
    ),
    ...ignored("secret", "CertificatePassword"),
    ...ignored(
      "switch",
      `BypassMailboxAnchoring Device DisableWAM EnableErrorReporting InlineCredential LoadCmdletHelp ManagedIdentity
      ShowBanner SkipLoadingCmdletHelp SkipLoadingFormatData UseRPSSession`,
    ),
    ...ignored("boolean", "ShowProgress TrackPerformance UseMultithreading"),
    ...ignored("int", "PageSize"),
  },
  run: async () => ({ objects: [] }),
});

export const getConnectionInformation = defineCmdlet({
  name: "Get-ConnectionInformation",
  synopsis: "Shows the connection to the sandbox as a module would.",
  parameters: {
    ConnectionId: { type: "strings", sentence: "Of one connection; there is one." },
    ModulePrefix: { type: "strings", priority: "accept", sentence: "Taken, and of no effect here." },
  },
  async run(given, { configurations, caller }) {
    const { name, tenantId } = configurations.latest();
    const id = stableGuid(`connection ${tenantId} ${caller}`);
    if (given.ConnectionId !== undefined && !given.ConnectionId.some((one) => one.toLowerCase() === id))
      return { objects: [] };
    return {
      objects: [
        {
          ConnectionId: guid(id),
          State: "Connected",
          Id: 1,
          Name: "ExchangeOnline_1",
          UserPrincipalName: caller,
          ConnectionUri: "https://outlook.office365.com",
          TokenStatus: "Active",
          ConnectionUsedForInbuiltCmdlets: true,
          IsEopSession: false,
          TenantID: tenantId,
          Organization: name,
          ModulePrefix: "",
        },
      ],
    };
  },
});

export const disconnectExchangeOnline = defineCmdlet({
  name: "Disconnect-ExchangeOnline",
  synopsis: "Taken as it is in scripts, without effect.",
  parameters: {
    ConnectionId: { type: "strings", pipeline: "name", priority: "accept", sentence: "Of one connection." },
    ModulePrefix: { type: "strings", priority: "accept", sentence: "Taken, and of no effect here." },
    ...CONFIRMATION,
  },
  run: async () => ({ objects: [] }),
});
