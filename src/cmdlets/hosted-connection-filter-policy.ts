// Get- and Set-HostedConnectionFilterPolicy: whose connections are trusted. Kept and shown; nothing here filters by it.
import type { Organization } from "../organization/organization.ts";
import { CONFIRMATION, changeOrganization } from "./change.ts";
import { defineCmdlet } from "./cmdlet.ts";
import { directoryProperties } from "./directory-object.ts";
import { declared, type FieldParameters, showAccepted, withEdits } from "./field-parameters.ts";
import { findByIdentity, findOne } from "./identity.ts";

/** The one that every tenant has. */
const DEFAULT = "Default";
const IDENTITY = {
  type: "identity",
  dotNetType: "HostedConnectionFilterPolicyIdParameter",
  position: 1,
  pipeline: "both",
  sentence: "Default is the one there is.",
} as const;

const PARAMETERS = {
  AdminDisplayName: { type: "string", priority: "accept", initial: "", sentence: "A note." },
  ConfigurationXmlRaw: { type: "string", priority: "accept", initial: null, sentence: "Reserved by Microsoft." },
  EnableSafeList: {
    type: "boolean",
    priority: "accept",
    initial: false,
    sentence: "Microsoft's list of good senders.",
  },
  IPAllowList: {
    type: "multiValued",
    priority: "accept",
    initial: [],
    sentence: "Addresses and ranges whose mail is not filtered.",
  },
  IPBlockList: {
    type: "multiValued",
    priority: "accept",
    initial: [],
    sentence: "Addresses and ranges whose mail is not taken.",
  },
} as const satisfies FieldParameters;

export const getHostedConnectionFilterPolicy = defineCmdlet({
  name: "Get-HostedConnectionFilterPolicy",
  synopsis: "Shows which addresses the connection filter allows and blocks.",
  parameters: { Identity: IDENTITY },
  async run(given, services) {
    const organization = services.configurations.latest();
    const found = findByIdentity([DEFAULT], given.Identity, (name) => [name], organization);
    const objects = found.map((name) => ({
      IsDefault: true,
      DirectoryBasedEdgeBlockMode: "Default",
      ...directoryProperties(
        { kind: "connection filter", name, objectClass: "msExchHostedConnectionFilterPolicy" },
        services,
      ),
      ...showAccepted(PARAMETERS, organization.connectionFilter ?? {}),
    }));
    return { objects };
  },
});

export const setHostedConnectionFilterPolicy = defineCmdlet({
  name: "Set-HostedConnectionFilterPolicy",
  synopsis: "Sets which addresses the connection filter allows and blocks.",
  parameters: {
    Identity: { ...IDENTITY, mandatory: true },
    ...declared(PARAMETERS),
    MakeDefault: { type: "switch", priority: "accept", sentence: "It is the default already." },
    ...CONFIRMATION,
  },
  async run(given, services) {
    findOne([DEFAULT], given.Identity, (name) => [name], services.configurations.latest());
    return changeOrganization(
      {
        cmdlet: "Set-HostedConnectionFilterPolicy",
        given,
        whatIf: `Setting hosted connection filter policy "${DEFAULT}".`,
        object: DEFAULT,
        edit: (organization): Organization => {
          const connectionFilter = withEdits(PARAMETERS, organization.connectionFilter ?? {}, given);
          return Object.keys(connectionFilter).length === 0 ? organization : { ...organization, connectionFilter };
        },
      },
      services,
    );
  },
});
