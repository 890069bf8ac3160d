// Domains and connectors as they stand in the file: New-InboundConnector, New-OutboundConnector, Set-RemoteDomain.
import { isIPv4 } from "node:net";
import { z } from "zod";
import { BUILTIN_SMART_HOST, ON_PREMISES } from "../destinations.ts";
import type {
  AcceptedDomain,
  InboundConnector,
  JournalRule,
  OutboundConnector,
  RemoteDomain,
} from "../organization.ts";
import {
  BYTE_ENCODERS,
  CHARACTER_SETS,
  CONTENT_TYPES,
  MAX_LINE_WRAP_SIZE,
  newRemoteDomain,
  OOF_TYPES,
} from "../remote-domain.ts";
import { accepted, address, choice, domain, domainPattern, guid, hostPort, ipRange, listOf, name64 } from "./fields.ts";

const CONNECTOR_TYPES = ["OnPremises", "Partner"] as const;

/** A domain by its name alone is enough: `acceptedDomains: [contoso.com]`. */
function byName<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === "string" ? { domainName: value } : value), schema);
}

export const acceptedDomainSchema = byName(
  z.strictObject({
    domainName: domain,
    domainType: choice(["Authoritative", "InternalRelay", "ExternalRelay"]).default("Authoritative"),
    matchSubDomains: z.boolean().default(false),
    accepted: accepted.exactOptional(),
  }) satisfies z.ZodType<AcceptedDomain>,
);

const characterSet = choice(CHARACTER_SETS);
const lineWrapSize = z.union(
  [
    z.int().min(0).max(MAX_LINE_WRAP_SIZE),
    z
      .string()
      .regex(/^unlimited$/i)
      .transform(() => "Unlimited" as const),
  ],
  `must be unlimited or a number from 0 to ${MAX_LINE_WRAP_SIZE}`,
);

/** Defaults of New-RemoteDomain. */
export const remoteDomainSchema = z
  .strictObject({
    domainName: domainPattern,
    name: name64.exactOptional(),
    tnefEnabled: z.boolean().nullable().exactOptional(),
    autoForwardEnabled: z.boolean().exactOptional(),
    autoReplyEnabled: z.boolean().exactOptional(),
    allowedOOFType: choice(OOF_TYPES).exactOptional(),
    characterSet: characterSet.nullable().exactOptional(),
    nonMimeCharacterSet: characterSet.exactOptional(),
    byteEncoderTypeFor7BitCharsets: choice(BYTE_ENCODERS).exactOptional(),
    contentType: choice(CONTENT_TYPES).exactOptional(),
    lineWrapSize: lineWrapSize.exactOptional(),
    isInternal: z.boolean().exactOptional(),
    ndrEnabled: z.boolean().exactOptional(),
    deliveryReportEnabled: z.boolean().exactOptional(),
    accepted: accepted.exactOptional(),
  })
  .transform((given): RemoteDomain => ({ ...newRemoteDomain(given.domainName), ...given }));

/** "smtp:*;1", "smtp:*" and "*" are one thing; kept without scheme and cost. */
const senderDomain = z.preprocess(
  (value) => (typeof value === "string" ? value.replace(/^smtp:/i, "").replace(/;\d+$/, "") : value),
  domainPattern,
);

const senderIpAddress = z
  .string()
  .trim()
  .refine((text) => {
    const [ip = "", prefix, ...more] = text.split("/");
    if (!isIPv4(ip) || more.length > 0) return false;
    return prefix === undefined || (/^\d\d$/.test(prefix) && Number(prefix) >= 24 && Number(prefix) <= 32);
  }, "must be an IPv4 address or a range from /24 to /32, such as 203.0.113.0/24");

const certificateName = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    (text) => domainPattern.safeParse(text).success && text !== "*",
    "must be the name in the certificate, such as smarthost.contoso.com or *.contoso.com",
  );

export const inboundConnectorSchema = z.strictObject({
  name: name64,
  connectorType: choice(CONNECTOR_TYPES).default("Partner"),
  enabled: z.boolean().default(true),
  senderDomains: listOf(senderDomain).default(["*"]),
  senderIPAddresses: listOf(senderIpAddress).default([]),
  tlsSenderCertificateName: certificateName.exactOptional(),
  requireTls: z.boolean().default(true),
  restrictDomainsToCertificate: z.boolean().default(false),
  restrictDomainsToIPAddresses: z.boolean().default(false),
  cloudServicesMailEnabled: z.boolean().default(false),
  treatMessagesAsInternal: z.boolean().default(false),
  associatedAcceptedDomains: listOf(domain).exactOptional(),
  efSkipLastIP: z.boolean().exactOptional(),
  efSkipIPs: listOf(ipRange).exactOptional(),
  accepted: accepted.exactOptional(),
  matchAddressOnInbound: z.boolean().default(false),
  caFile: z.string().min(1).exactOptional(),
  tenantId: guid.exactOptional(),
}) satisfies z.ZodType<InboundConnector>;

/** New-JournalRule */
export const journalRuleSchema = z.strictObject({
  name: name64,
  enabled: z.boolean().default(true),
  scope: choice(["Global", "Internal", "External"]).default("Global"),
  recipient: address.exactOptional(),
  journalEmailAddress: address,
}) satisfies z.ZodType<JournalRule>;

/** The sandbox's own, wherever they listen. */
const OWN = [BUILTIN_SMART_HOST, ON_PREMISES];

const smartHost = z.preprocess((value) => {
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  return OWN.includes(word) ? word : value;
}, hostPort);

export const outboundConnectorSchema = z
  .strictObject({
    name: name64,
    connectorType: choice(CONNECTOR_TYPES).default("Partner"),
    enabled: z.boolean().default(true),
    recipientDomains: listOf(domainPattern).default([]),
    smartHosts: listOf(smartHost).default([]),
    useMxRecord: z.boolean().exactOptional(),
    isTransportRuleScoped: z.boolean().default(false),
    cloudServicesMailEnabled: z.boolean().default(false),
    allAcceptedDomains: z.boolean().default(false),
    routeAllMessagesViaOnPremises: z.boolean().exactOptional(),
    testMode: z.boolean().exactOptional(),
    accepted: accepted.exactOptional(),
    tlsSettings: choice(["EncryptionOnly", "CertificateValidation", "DomainValidation"]).nullable().default(null),
    tlsDomain: certificateName.exactOptional(),
    caFile: z.string().min(1).exactOptional(),
    certificateFile: z.string().min(1).exactOptional(),
    keyFile: z.string().min(1).exactOptional(),
    ignoreStartTls: z.boolean().exactOptional(),
    authenticationCredential: z
      .strictObject({ username: z.string().min(1), password: z.string().min(1) })
      .exactOptional(),
  })
  // New-OutboundConnector has useMxRecord true; naming smart hosts says what is meant just as well.
  .transform(
    ({ tlsSettings, useMxRecord, ...connector }): OutboundConnector => ({
      ...connector,
      useMxRecord: useMxRecord ?? connector.smartHosts.length === 0,
      ...(tlsSettings === null ? {} : { tlsSettings }),
    }),
  );
