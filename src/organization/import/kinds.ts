// Which cmdlet showed an object, told by properties that no other has.
import type { ExportedObject } from "./exported-object.ts";

export const KINDS = {
  transportRule: ["State", "Mode", "SenderAddressLocation"],
  remoteDomain: ["DomainName", "TNEFEnabled"],
  inboundConnector: ["SenderDomains", "ConnectorType"],
  outboundConnector: ["RecipientDomains", "SmartHosts"],
  acceptedDomain: ["DomainName", "DomainType"],
  organizationConfig: ["MessageRecallEnabled"],
  group: ["PrimarySmtpAddress", "GroupType"],
  mailbox: ["PrimarySmtpAddress", "ExchangeGuid"],
} as const satisfies Record<string, readonly string[]>;

export type Kind = keyof typeof KINDS;

export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  transportRule: "transport rule",
  remoteDomain: "remote domain",
  inboundConnector: "inbound connector",
  outboundConnector: "outbound connector",
  acceptedDomain: "accepted domain",
  organizationConfig: "organization config",
  group: "distribution group",
  mailbox: "mailbox",
};

/** Undefined: of none that can be imported. */
export function kindOf(object: ExportedObject): Kind | undefined {
  return (Object.keys(KINDS) as Kind[]).find((kind) => KINDS[kind].every((property) => object.has(property)));
}

export function titleOf(kind: Kind | undefined, object: ExportedObject): string {
  const name = ["Name", "DomainName", "PrimarySmtpAddress", "Identity"].map((one) => object.text(one)).find(Boolean);
  return `${kind === undefined ? "object" : KIND_NAMES[kind]} "${name ?? "without a name"}"`;
}
