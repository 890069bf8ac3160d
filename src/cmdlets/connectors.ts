// What cmdlets of inbound and outbound connectors share: the checks of the file, and that names are taken once.
import { type ConnectorDraft, checkConnectors } from "../organization/checks/connectors.ts";
import { locateValue } from "../organization/located.ts";
import type { InboundConnector, Organization, OutboundConnector } from "../organization/organization.ts";
import type { CmdletServices, ParameterDeclaration } from "./cmdlet.ts";
import { argumentError } from "./cmdlet-error.ts";
import { guidOf } from "./directory-object.ts";
import { type FieldParameters, refused } from "./field-parameters.ts";
import { findOne } from "./identity.ts";

export type ConnectorList = "inboundConnectors" | "outboundConnectors";
type Connector = InboundConnector | OutboundConnector;

export const KINDS = { inboundConnectors: "inbound connector", outboundConnectors: "outbound connector" } as const;

export const RESULT_SIZE = {
  type: "resultSize",
  sentence: "How many objects are shown at most, or Unlimited. Default 1000.",
} as const satisfies ParameterDeclaration;

/** Of New cmdlets and Set cmdlets alike. */
export const COMMON_PARAMETERS = {
  Name: { type: "string", field: "name", sentence: "Unique, at most 64 characters." },
  ConnectorType: {
    type: "string",
    values: ["Partner", "OnPremises"],
    field: "connectorType",
    sentence: "OnPremises for servers of one's own, whose mail may be internal; Partner for others. Default Partner.",
  },
  ConnectorSource: {
    type: "string",
    values: ["Default", "HybridWizard", "Migrated", "AdminUI"],
    priority: "accept",
    initial: "Default",
    sentence: "How it was made.",
  },
  Comment: { type: "string", nullable: true, priority: "accept", initial: null, sentence: "A note." },
} as const satisfies FieldParameters;

export function namesOf(list: ConnectorList, organization: Organization) {
  return ({ name }: Connector): string[] => [name, guidOf({ kind: KINDS[list], name }, organization)];
}

export function connectorCalled<L extends ConnectorList>(
  list: L,
  identity: string,
  organization: Organization,
): Organization[L][number] {
  return findOne<Connector>(organization[list], identity, namesOf(list, organization), organization);
}

/**
 * The organization with `connector` in the place of `before`, or added.
 * @throws CmdletError with what the checks of the file have against it.
 */
export function withConnector<L extends ConnectorList>(
  list: L,
  { connector, before }: { readonly connector: Organization[L][number]; readonly before?: Organization[L][number] },
  organization: Organization,
  { table, services }: { readonly table: FieldParameters; readonly services: CmdletServices },
): Organization {
  const others: readonly Connector[] = organization[list].filter((other) => other !== before);
  const same = others.find(({ name }) => name.toLowerCase() === connector.name.toLowerCase());
  if (same) throw argumentError(`The name '${connector.name}' already has an ${KINDS[list]}: "${same.name}".`);
  const problems: { path: string; message: string }[] = [];
  const draft: ConnectorDraft = {
    tree: locateValue({}, "") as ConnectorDraft["tree"],
    settings: services.configuration.settings,
    inboundConnectors: [],
    outboundConnectors: [],
    [list]: [{ path: [], value: connector }],
  };
  checkConnectors(draft, (path, message) => problems.push({ path: path.join("."), message }));
  if (problems.length > 0) throw refused(problems, table);
  const connectors = before
    ? organization[list].map((other) => (other === before ? connector : other))
    : [...organization[list], connector];
  return { ...organization, [list]: connectors };
}
