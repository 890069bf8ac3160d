// What an administrator configures, as one frozen value. Names are the cmdlet parameters' in camelCase.
import type { InboxRule } from "./inbox-rule.ts";
import type { RecipientAttributes } from "./recipient-attributes.ts";
import type { RemoteDomain } from "./remote-domain.ts";

export type { InboxRule, InboxRuleActions, InboxRulePredicates } from "./inbox-rule.ts";
export type { RecipientAttribute, RecipientAttributes } from "./recipient-attributes.ts";
export type { MimeFormat, RemoteDomain } from "./remote-domain.ts";

import type { TransportRule } from "./transport-rule/transport-rule.ts";

export type { RuleActions } from "./transport-rule/actions.ts";
export type { RuleConditions } from "./transport-rule/conditions.ts";
export type { TransportRule } from "./transport-rule/transport-rule.ts";

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
  readonly journalRules: readonly JournalRule[];
  readonly crossTenantRecall: CrossTenantRecall;
  readonly organizationConfig: OrganizationConfig;
  readonly transportConfig: TransportConfig;
  readonly service: ServiceConfig;
  /** Absent until a cmdlet sets it. */
  readonly connectionFilter?: ConnectionFilter;
}

export type AcceptedValue = boolean | number | string | null | readonly string[];

/** Set by cmdlet, shown again and of no effect, under the cmdlet's names; what isn't there has its default. */
export type AcceptedValues = Readonly<Record<string, AcceptedValue>>;

export interface AcceptedDomain {
  readonly domainName: string;
  readonly domainType: "Authoritative" | "InternalRelay" | "ExternalRelay";
  readonly matchSubDomains: boolean;
  readonly accepted?: AcceptedValues;
}

/**
 * Who may send to a recipient, and who approves it first: Set-Mailbox, Set-DistributionGroup. Absent: no restriction, or
 * the cmdlet's default. Addresses are of mailboxes, contacts and groups, whose members are meant.
 */
export interface DeliveryRestrictions {
  /** A group's default is true, a mailbox's and a contact's false. */
  readonly requireSenderAuthenticationEnabled?: boolean;
  readonly acceptMessagesOnlyFromSendersOrMembers?: readonly string[];
  readonly rejectMessagesFromSendersOrMembers?: readonly string[];
  readonly moderationEnabled?: boolean;
  readonly moderatedBy?: readonly string[];
  readonly bypassModerationFromSendersOrMembers?: readonly string[];
  /** Default "Always". */
  readonly sendModerationNotifications?: "Always" | "Internal" | "Never";
  /** Bytes. */
  readonly maxReceiveSize?: number;
}

export interface Mailbox extends DeliveryRestrictions {
  /** Primary SMTP address, lower case. */
  readonly address: string;
  readonly displayName: string;
  readonly aliases: readonly string[];
  readonly type: "Regular" | "Shared" | "Room" | "Equipment";
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
  /** Mailboxes whose users open this one: Add-MailboxPermission -AccessRights FullAccess. Default none. */
  readonly fullAccess?: readonly string[];
  /** What the others sent as this mailbox is in its Sent Items too. Default false. */
  readonly messageCopyForSentAsEnabled?: boolean;
  readonly messageCopyForSendOnBehalfEnabled?: boolean;
  /** What rules and dynamic groups ask for. */
  readonly attributes?: RecipientAttributes;
  /** Bytes; absent: limits.maxMessageSize, 35 MB as Exchange Online has it. */
  readonly maxSendSize?: number;
  /** Recipients of one message before groups are expanded; absent: limits.maxRecipients. */
  readonly recipientLimits?: number;
  /** Bytes; a fuller mailbox takes nothing more. Default 100 GB. */
  readonly prohibitSendReceiveQuota?: number;
  /** Outlook's "Undo send": how long a message waits before transport, milliseconds, at most 10 seconds. Default 0. */
  readonly undoSendMs?: number;
  /** What its user reads mail with: classic Outlook for Windows acts on recalls itself where the service doesn't. R20. Default "New". */
  readonly outlookClient?: "Classic" | "New";
  /** Of what the service writes to it: Set-MailboxRegionalConfiguration -Language. Default: service.language. */
  readonly language?: ServiceLanguage;
  /** How long a litigation hold keeps an item, milliseconds; absent: without end. */
  readonly litigationHoldDurationMs?: number;
  /** In-place holds and retention policies, by name. */
  readonly inPlaceHolds?: readonly string[];
  /** How long Deletions and Purges keep an item, milliseconds; absent: retention.recoverableItems. */
  readonly retainDeletedItemsForMs?: number;
  /** Has an online archive. Default false. */
  readonly archiveEnabled?: boolean;
  /** Retention policy: items of this age move to the archive, or to Recoverable Items; milliseconds. */
  readonly archiveAfterMs?: number;
  readonly deleteAfterMs?: number;
  /** The retention policy rests. Default false. */
  readonly retentionHoldEnabled?: boolean;
  /** Default true. */
  readonly auditEnabled?: boolean;
  readonly junkEmail?: JunkEmailConfiguration;
  readonly automaticReplies?: AutomaticReplies;
  /** Set-MailboxMessageConfiguration -ReadReceiptResponse; default "DoNotAutomaticallySend". */
  readonly readReceiptResponse?: "DoNotAutomaticallySend" | "AlwaysSend" | "NeverSend";
  /** In the order in which they run. */
  readonly inboxRules?: readonly InboxRule[];
  readonly accepted?: AcceptedValues;
}

/** Set-MailboxJunkEmailConfiguration; addresses and domains in lower case. */
export interface JunkEmailConfiguration {
  readonly enabled: boolean;
  readonly blockedSendersAndDomains: readonly string[];
  readonly trustedSendersAndDomains: readonly string[];
}

/** Set-MailboxAutoReplyConfiguration. */
export interface AutomaticReplies {
  readonly autoReplyState: "Disabled" | "Enabled" | "Scheduled";
  readonly internalMessage: string;
  readonly externalMessage: string;
  readonly externalAudience: "None" | "Known" | "All";
  /** Milliseconds UTC; for "Scheduled". */
  readonly startTime?: number;
  readonly endTime?: number;
}

export interface Group extends DeliveryRestrictions {
  readonly address: string;
  readonly displayName: string;
  readonly members: readonly string[];
  /** Default "Distribution". */
  readonly type?: "Distribution" | "Security" | "Dynamic" | "Microsoft365";
  /** Of a dynamic group, OPATH: New-DynamicDistributionGroup -RecipientFilter. */
  readonly recipientFilter?: string;
  /** Members of a Microsoft 365 group to whom its mail goes too; absent: all of them. */
  readonly subscribers?: readonly string[];
  readonly aliases?: readonly string[];
  readonly managedBy?: readonly string[];
  readonly sendAs?: readonly string[];
  readonly grantSendOnBehalfTo?: readonly string[];
  /** NDRs of members go to the originator; default true. */
  readonly reportToOriginatorEnabled?: boolean;
  readonly accepted?: AcceptedValues;
}

/** New-JournalRule. */
export interface JournalRule {
  readonly name: string;
  readonly enabled: boolean;
  readonly scope: "Global" | "Internal" | "External";
  /** Mailbox, contact or group whose mail is journaled; absent: everybody's. */
  readonly recipient?: string;
  readonly journalEmailAddress: string;
}

/** Set-CrossTenantRecallConfiguration: of the receiving tenant. docs/recall.md R25 */
export interface CrossTenantRecall {
  readonly crossTenantRecallEnabled: boolean;
  /** GUIDs, lower case. */
  readonly allowedSenderTenantIds: readonly string[];
}

export interface MailContact extends DeliveryRestrictions {
  readonly address: string;
  readonly displayName: string;
  /** Where mail really goes; the address itself when absent. */
  readonly externalAddress: string;
  /** A mail user whose mailbox is on premises. */
  readonly onPremises: boolean;
  /** TNEF for this recipient, where the remote domain leaves it open. */
  readonly useMapiRichTextFormat: "Always" | "Never" | "UseDefaultSettings";
  readonly attributes?: RecipientAttributes;
  readonly accepted?: AcceptedValues;
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
  /** Domains of ours that it is for: others' mail is none of it. Absent or empty: all. */
  readonly associatedAcceptedDomains?: readonly string[];
  /** Enhanced filtering: the host before the last one is the source of a message. Default false. */
  readonly efSkipLastIP?: boolean;
  /** Enhanced filtering: these hosts are no source of a message, the one before them is. */
  readonly efSkipIPs?: readonly string[];
  readonly accepted?: AcceptedValues;
  /** Sandbox setting: a connector by address is matched on `return` only unless this is true. */
  readonly matchAddressOnInbound: boolean;
  /** Sandbox setting: PEM file with the CA that signed the vendor's certificate. */
  readonly caFile?: string;
  /** Sandbox setting: the tenant that owns the certificate of tlsSenderCertificateName. docs/recall.md R25 */
  readonly tenantId?: string;
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
  /** All that leaves goes through it, as with centralized mail transport. Default false. */
  readonly routeAllMessagesViaOnPremises?: boolean;
  /** No mail is routed to it. Default false. */
  readonly testMode?: boolean;
  readonly accepted?: AcceptedValues;
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

/** Set-OrganizationConfig. null is stored, echoed, and acts as documented. */
export interface OrganizationConfig {
  readonly messageRecallEnabled: boolean | null;
  readonly recallReadMessagesEnabled: boolean | null;
  /** Milliseconds; five minutes to ten years. */
  readonly messageRecallMaxRecallableAge: number;
  readonly messageRecallAlertRecipientsEnabled: boolean;
  readonly messageRecallAlertRecipientsReadMessagesOnlyEnabled: boolean;
  readonly rejectDirectSend: boolean;
  readonly accepted?: AcceptedValues;
}

/** Milliseconds and counts; Exchange's defaults. */
export interface TransportConfig {
  readonly maxHopCount: number;
  readonly retryScheduleMs: readonly number[];
  readonly delayNotificationMs: number;
  readonly expirationMs: number;
  readonly maxConcurrencyPerNextHop: number;
  readonly rulesApplyToSystemMessages: boolean;
  /** Bytes of text that rules read of an attachment. */
  readonly attachmentScanLimit: number;
  /** How long a message stays in quarantine. */
  readonly quarantineRetentionMs: number;
  /** Who hears of journal reports that can't be delivered; null or absent: nobody. */
  readonly journalingReportNdrTo?: string | null;
  readonly accepted?: AcceptedValues;
}

/** Set-HostedConnectionFilterPolicy: kept and shown. */
export interface ConnectionFilter {
  readonly accepted?: AcceptedValues;
}

/** Of the mail and pages that the service makes. */
export type ServiceLanguage = "en" | "de" | "ja" | "zh-CN";

export interface ServiceConfig {
  readonly level: ServiceLevel;
  /** How long a changed setting takes to act, milliseconds. */
  readonly propagationDelayMs: number;
  /** Test knob: the value stamped on recall requests. */
  readonly recallReportGenerated: boolean;
  readonly language: ServiceLanguage;
}
