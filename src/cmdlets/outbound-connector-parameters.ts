// The parameters of New- and Set-OutboundConnector.
import { COMMON_PARAMETERS } from "./connectors.ts";
import type { FieldParameters } from "./field-parameters.ts";

/** An address is read back in brackets, and may be written so. */
const withoutBrackets = (host: string): string => host.trim().replace(/^\[(.*)\](:\d+)?$/, "$1$2");

export const OUTBOUND_PARAMETERS = {
  ...COMMON_PARAMETERS,
  Enabled: { type: "boolean", field: "enabled", sentence: "Whether mail goes through it. Default true." },
  UseMXRecord: {
    type: "boolean",
    field: "useMxRecord",
    sentence: "By MX record rather than to smart hosts; $false needs SmartHosts in the same command.",
  },
  SmartHosts: {
    type: "multiValued",
    field: "smartHosts",
    normalize: withoutBrackets,
    sentence: "Hosts or addresses in order of preference; here with :port where it isn't 25, or builtin.",
  },
  RecipientDomains: {
    type: "multiValued",
    field: "recipientDomains",
    normalize: (domain: string) => domain.trim().toLowerCase(),
    sentence: "Domains whose mail goes through it: contoso.com, *.contoso.com or *; @() clears them.",
  },
  IsTransportRuleScoped: {
    type: "boolean",
    field: "isTransportRuleScoped",
    sentence: "Only rules with RouteMessageOutboundConnector send mail through it.",
  },
  CloudServicesMailEnabled: {
    type: "boolean",
    field: "cloudServicesMailEnabled",
    sentence: "X-MS-Exchange-Organization header fields leave as X-MS-Exchange-CrossPremises ones.",
  },
  TlsSettings: {
    type: "string",
    nullable: true,
    values: ["EncryptionOnly", "CertificateValidation", "DomainValidation"],
    field: "tlsSettings",
    sentence: "What is asked of the smart host's TLS; $null: TLS where it is offered.",
  },
  TlsDomain: {
    type: "string",
    nullable: true,
    field: "tlsDomain",
    sentence: "Name in the smart host's certificate, with TlsSettings DomainValidation.",
  },
  AllAcceptedDomains: {
    type: "boolean",
    field: "allAcceptedDomains",
    priority: "should",
    sentence: "It is for all accepted domains; of OnPremises connectors.",
  },
  RouteAllMessagesViaOnPremises: {
    type: "boolean",
    field: "routeAllMessagesViaOnPremises",
    priority: "should",
    sentence: "Everything that leaves goes through it; of OnPremises connectors.",
  },
  TestMode: { type: "boolean", field: "testMode", priority: "should", sentence: "No mail is routed through it." },
  SenderRewritingEnabled: {
    type: "boolean",
    priority: "accept",
    initial: false,
    sentence: "Of OnPremises connectors.",
  },
  SmtpDaneMode: {
    type: "string",
    values: ["Opportunistic", "Mandatory", "None"],
    priority: "accept",
    initial: "Opportunistic",
    sentence: "Whether DANE is asked for.",
  },
  MtaStsMode: {
    type: "string",
    values: ["Opportunistic", "None"],
    priority: "accept",
    initial: "Opportunistic",
    sentence: "Whether MTA-STS is asked for.",
  },
  LinkForModifiedConnector: {
    type: "guid",
    nullable: true,
    priority: "accept",
    initial: null,
    sentence: "Reserved by Microsoft.",
  },
  IsValidated: { type: "boolean", priority: "accept", initial: false, sentence: "Whether a validation went well." },
  LastValidationTimestamp: {
    type: "dateTime",
    nullable: true,
    priority: "accept",
    initial: null,
    sentence: "When it was validated.",
  },
  ValidationRecipients: {
    type: "multiValued",
    priority: "accept",
    initial: [],
    sentence: "To whom the validation wrote.",
  },
} as const satisfies FieldParameters;

/** Set has them, New hasn't. */
export const OF_VALIDATION = ["IsValidated", "LastValidationTimestamp", "ValidationRecipients"];
