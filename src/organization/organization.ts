// What an administrator configures, as one frozen value. Names are the cmdlet parameters' in camelCase.
import type { RemoteDomain } from "./remote-domain.ts";

export type { MimeFormat, RemoteDomain } from "./remote-domain.ts";

export type ServiceLevel = "2023-04" | "2024-08" | "2026-09";

export interface Organization {
  /** "contoso.com"; also the default accepted domain. */
  readonly name: string;
  /** GUID in CrossTenant headers. */
  readonly tenantId: string;
  /** Host name in greetings and Received lines. */
  readonly hostname: string;
  readonly acceptedDomains: readonly AcceptedDomain[];
  readonly mailboxes: readonly Mailbox[];
  readonly groups: readonly Group[];
  /** Contacts and mail users: names in the address book for addresses outside, or on premises. */
  readonly contacts: readonly MailContact[];
  readonly inboundConnectors: readonly InboundConnector[];
  readonly outboundConnectors: readonly OutboundConnector[];
  readonly transportRules: readonly TransportRule[];
  readonly remoteDomains: readonly RemoteDomain[];
  readonly organizationConfig: OrganizationConfig;
  readonly transportConfig: TransportConfig;
  readonly service: ServiceConfig;
}

export interface AcceptedDomain {
  readonly domainName: string;
  readonly domainType: "Authoritative" | "InternalRelay" | "ExternalRelay";
  readonly matchSubDomains: boolean;
}

export interface Mailbox {
  /** Primary SMTP address, lower case. */
  readonly address: string;
  readonly displayName: string;
  readonly aliases: readonly string[];
  readonly type: "Regular" | "Shared";
  /** Absent: the mailbox can't sign in. */
  readonly password?: string;
  /** Recipient in the organization; wins over forwardingSmtpAddress. */
  readonly forwardingAddress?: string;
  readonly forwardingSmtpAddress?: string;
  readonly deliverToMailboxAndForward: boolean;
  readonly litigationHoldEnabled: boolean;
  readonly singleItemRecoveryEnabled: boolean;
  readonly messageRecallProcessingEnabled: boolean;
  readonly messageCopyForSmtpClientSubmissionEnabled: boolean;
  /** Mailboxes that may send as this one (primary addresses). */
  readonly sendAs: readonly string[];
  readonly grantSendOnBehalfTo: readonly string[];
  /** Custom folders below the root, "Projects/2026". */
  readonly folders: readonly string[];
}

export interface Group {
  readonly address: string;
  readonly displayName: string;
  readonly members: readonly string[];
}

export interface MailContact {
  readonly address: string;
  readonly displayName: string;
  /** Where mail really goes; the address itself when absent. */
  readonly externalAddress: string;
  /** A mail user whose mailbox is on premises. */
  readonly onPremises: boolean;
  /** TNEF for this recipient, where the remote domain leaves it open. */
  readonly useMapiRichTextFormat: "Always" | "Never" | "UseDefaultSettings";
}

export interface InboundConnector {
  readonly name: string;
  readonly connectorType: "OnPremises" | "Partner";
  readonly enabled: boolean;
  readonly senderDomains: readonly string[];
  readonly senderIPAddresses: readonly string[];
  readonly tlsSenderCertificateName?: string;
  readonly requireTls: boolean;
  readonly restrictDomainsToCertificate: boolean;
  readonly restrictDomainsToIPAddresses: boolean;
  readonly cloudServicesMailEnabled: boolean;
  readonly treatMessagesAsInternal: boolean;
  /** Sandbox setting: a connector by address is matched on `return` only unless this is true. */
  readonly matchAddressOnInbound: boolean;
  /** Sandbox setting: PEM file with the CA that signed the vendor's certificate. */
  readonly caFile?: string;
}

export interface OutboundConnector {
  readonly name: string;
  readonly connectorType: "OnPremises" | "Partner";
  readonly enabled: boolean;
  readonly recipientDomains: readonly string[];
  /** host:port, in order of preference; the port is 25 when absent. "builtin": the built-in smart host, wherever it listens. */
  readonly smartHosts: readonly string[];
  readonly useMxRecord: boolean;
  readonly isTransportRuleScoped: boolean;
  readonly cloudServicesMailEnabled: boolean;
  readonly allAcceptedDomains: boolean;
  readonly tlsSettings?: "EncryptionOnly" | "CertificateValidation" | "DomainValidation";
  readonly tlsDomain?: string;
  readonly caFile?: string;
  /** Shown to the smart host instead of the sandbox's own certificate; both or none. */
  readonly certificateFile?: string;
  readonly keyFile?: string;
  /** STARTTLS is not used, offered or not. Set-SendConnector has it, New-OutboundConnector has not. */
  readonly ignoreStartTls?: boolean;
  /** AUTH with the smart host, over TLS unless ignoreStartTls. Set-SendConnector has it, New-OutboundConnector has not. */
  readonly authenticationCredential?: { readonly username: string; readonly password: string };
}

/** Predicates, exceptions and actions under their cmdlet names: see rules/. */
export interface TransportRule {
  readonly name: string;
  readonly priority: number;
  readonly enabled: boolean;
  readonly mode: "Enforce" | "Audit" | "AuditAndNotify";
  readonly activationDate?: number;
  readonly expiryDate?: number;
  readonly senderAddressLocation: "Header" | "Envelope" | "HeaderOrEnvelope";
  readonly comments?: string;
  readonly conditions: RulePredicates;
  readonly exceptions: RulePredicates;
  readonly actions: RuleActions;
}

/** All that are present must hold (conditions), any one vetoes (exceptions); values within one are alternatives. */
export interface RulePredicates {
  readonly fromScope?: "InOrganization" | "NotInOrganization";
  readonly sentToScope?: "InOrganization" | "NotInOrganization";
  readonly from?: readonly string[];
  readonly sentTo?: readonly string[];
  readonly headerContains?: { readonly messageHeader: string; readonly words: readonly string[] };
  readonly headerMatches?: { readonly messageHeader: string; readonly patterns: readonly string[] };
  readonly subjectContainsWords?: readonly string[];
  readonly subjectMatchesPatterns?: readonly string[];
}

export interface RuleActions {
  readonly routeMessageOutboundConnector?: string;
  readonly setHeader?: { readonly name: string; readonly value: string };
  readonly removeHeader?: string;
  readonly prependSubject?: string;
  readonly redirectMessageTo?: readonly string[];
  readonly blindCopyTo?: readonly string[];
  readonly deleteMessage?: boolean;
  readonly rejectMessage?: { readonly reasonText: string; readonly enhancedStatusCode: string };
  readonly stopRuleProcessing?: boolean;
}

/** Set-OrganizationConfig. null is stored, echoed, and acts as documented. */
export interface OrganizationConfig {
  readonly messageRecallEnabled: boolean | null;
  readonly recallReadMessagesEnabled: boolean | null;
  /** Milliseconds; five minutes to ten years. */
  readonly messageRecallMaxRecallableAge: number;
  readonly messageRecallAlertRecipientsEnabled: boolean;
  readonly messageRecallAlertRecipientsReadMessagesOnlyEnabled: boolean;
  readonly rejectDirectSend: boolean;
  /** Set by cmdlet, shown again and of no effect, under the cmdlet's names; what isn't there has its default. */
  readonly accepted?: Readonly<Record<string, boolean | number | string | null | readonly string[]>>;
}

/** Milliseconds and counts; Exchange's defaults. */
export interface TransportConfig {
  readonly maxHopCount: number;
  readonly retryScheduleMs: readonly number[];
  readonly delayNotificationMs: number;
  readonly expirationMs: number;
  readonly maxConcurrencyPerNextHop: number;
  readonly rulesApplyToSystemMessages: boolean;
}

export interface ServiceConfig {
  readonly level: ServiceLevel;
  /** How long a changed setting takes to act, milliseconds. */
  readonly propagationDelayMs: number;
  /** Test knob: the value stamped on recall requests. */
  readonly recallReportGenerated: boolean;
}
