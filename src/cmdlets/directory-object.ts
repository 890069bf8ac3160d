// What every object of the directory shows of itself beside its own properties.
import type { Organization } from "../organization/organization.ts";
import { stableGuid } from "../organization/stable-guid.ts";
import { type CmdletObject, type CmdletServices, type CmdletValue, guid } from "./cmdlet.ts";

export interface DirectoryObject {
  /** "inbound connector": together with the name it makes the GUID. */
  readonly kind: string;
  readonly name: string;
  readonly objectClass: string;
  /** The GUID, where its name doesn't make it. */
  readonly id?: string;
}

export function guidOf({ kind, name }: Pick<DirectoryObject, "kind" | "name">, organization: Organization): string {
  return stableGuid(`${organization.tenantId} ${kind} ${name.toLowerCase()}`);
}

export function distinguishedName(name: string, organization: Organization): string {
  const escaped = name.replace(/[,+"\\<>;=#]/g, "\\$&");
  const server = organization.hostname.split(".").map((part) => `DC=${part}`);
  return `CN=${escaped},OU=${organization.name},OU=Microsoft Exchange Hosted Organizations,${server.join(",")}`;
}

export function directoryProperties(object: DirectoryObject, { configurations }: CmdletServices): CmdletObject {
  const organization = configurations.latest();
  const { created, changed } = configurations.times();
  const id = guid(object.id ?? guidOf(object, organization));
  return {
    Identity: object.name,
    Id: object.name,
    Name: object.name,
    Guid: id,
    ExchangeObjectId: id,
    DistinguishedName: distinguishedName(object.name, organization),
    ObjectCategory: `${organization.hostname}/Configuration/Schema/${object.objectClass}`,
    ObjectClass: ["top", object.objectClass],
    AdminDisplayName: "",
    ExchangeVersion: "0.20 (15.0.0.0)",
    WhenCreated: new Date(created),
    WhenCreatedUTC: new Date(created),
    WhenChanged: new Date(changed),
    WhenChangedUTC: new Date(changed),
    OrganizationalUnitRoot: organization.name,
    OrganizationId: `${organization.hostname}/Microsoft Exchange Hosted Organizations/${organization.name} - ${organization.hostname}/ConfigurationUnits/${organization.name}/Configuration`,
    OriginatingServer: organization.hostname,
    IsValid: true,
    ObjectState: "Unchanged",
  };
}

/** The same value for many properties: what the service shows of what the sandbox doesn't have. */
export function all<V extends CmdletValue>(value: V, names: string): Readonly<Record<string, V>> {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, value]),
  );
}
