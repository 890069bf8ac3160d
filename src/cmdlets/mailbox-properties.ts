// A mailbox as Get-Mailbox shows it. Names and defaults are those of answers seen in public captures of the service.
import type { Mailbox } from "../organization/organization.ts";
import { MAILBOX_KINDS } from "../organization/recipient-filter.ts";
import { objectIdOf, stableGuid } from "../organization/stable-guid.ts";
import { type CmdletObject, type CmdletServices, guid, Typed } from "./cmdlet.ts";
import { deliveryProperties } from "./delivery-properties.ts";
import { all, directoryProperties } from "./directory-object.ts";
import { proxyAddresses } from "./email-addresses.ts";
import { exchangeGuid, legacyExchangeDn, mailboxKind, mailboxName } from "./mailbox-names.ts";
import { retentionProperties } from "./mailbox-retention-properties.ts";
import { MAILBOX_SETTINGS } from "./mailbox-settings.ts";
import { nameOfAddress, recipientAlias, recipientGuid } from "./recipient-names.ts";
import { acceptedProperties } from "./recipient-setting.ts";

const NO_GUID = "00000000-0000-0000-0000-000000000000";

/** What the sandbox doesn't have: the service's defaults. */
const DEFAULTS: CmdletObject = {
  ...all(
    null,
    `MailboxProvisioningConstraint MailboxRegion MailboxRegionLastUpdateTime EndDateForRetentionHold
    StartDateForRetentionHold PitrPausedTimestamp PitrOffboardedTimestamp InactiveMailboxRetireTime
    OrphanSoftDeleteTrackingTime ManagedFolderMailboxPolicy AddressBookPolicy MailboxContainerGuid UnifiedMailbox
    OfflineAddressBook SiloName ResourceCapacity ResourceType RoomMailboxAccountEnabled SCLDeleteThreshold
    SCLDeleteEnabled SCLRejectThreshold SCLRejectEnabled SCLQuarantineThreshold SCLQuarantineEnabled SCLJunkThreshold
    SCLJunkEnabled MaxSafeSenders MaxBlockedSenders ReconciliationId ThrottlingPolicy DefaultPublicFolderMailbox
    EffectivePublicFolderMailbox RemoteAccountPolicy ArchiveDatabase ArchiveDomain DisabledArchiveDatabase QueryBaseDN
    MailboxMoveTargetMDB MailboxMoveSourceMDB UsageLocation WhenSoftDeleted StsRefreshTokensValidFrom
    DataEncryptionPolicy SharedEmailDomainStateLastModified ArbitrationMailbox LastExchangeChangedTime MailTip`,
  ),
  ...all(
    false,
    `IsMonitoringMailbox MessageCopyForSentAsEnabled MessageCopyForSendOnBehalfEnabled UseDatabaseRetentionDefaults
    RetainDeletedItemsUntilBackup IsExcludedFromServingHierarchy IsHierarchySyncEnabled IsPublicFolderSystemMailbox
    HasSnackyAppData RetentionHoldEnabled ElcProcessingDisabled ComplianceTagHoldApplied WasInactiveMailbox
    DelayHoldApplied DelayReleaseHoldApplied PitrEnabled PitrPaused CalendarRepairDisabled
    DowngradeHighPriorityMessagesEnabled ImListMigrationCompleted IsResource IsLinked IsRootPublicFolderMailbox
    ResetPasswordOnNextLogon AntispamBypassEnabled UseDatabaseQuotaDefaults UMEnabled AutoExpandingArchiveEnabled
    DisabledMailboxLocations QueryBaseDNRestrictionEnabled IsPersonToPersonTextMessagingEnabled
    IsMachineToPersonTextMessagingEnabled CalendarVersionStoreDisabled IsSoftDeletedByRemove IsSoftDeletedByDisable
    IsInactiveMailbox IncludeInGarbageCollection HasPicture HasSpokenName IsDirSynced HiddenFromAddressListsEnabled
    ModerationEnabled EmailAddressPolicyEnabled RequireSenderAuthenticationEnabled`,
  ),
  ...all(true, "IsHierarchyReady IsMailboxEnabled MessageTrackingReadStatusEnabled SKUAssigned AuditEnabled"),
  ...all(
    "",
    `RetentionComment RetentionUrl LitigationHoldOwner LinkedMasterAccount Office JournalArchiveAddress
    MailboxMoveRemoteHostName MailboxMoveBatchName ArchiveRelease ImmutableId SourceAnchor EnforcedTimestamps
    SharedEmailDomainTenant SharedWithTargetSmtpAddress SimpleDisplayName CustomAttribute1 CustomAttribute2
    CustomAttribute3 CustomAttribute4 CustomAttribute5 CustomAttribute6 CustomAttribute7 CustomAttribute8
    CustomAttribute9 CustomAttribute10 CustomAttribute11 CustomAttribute12 CustomAttribute13 CustomAttribute14
    CustomAttribute15`,
  ),
  ...all(
    "None",
    `MailboxRegionSuffix PitrState ExchangeUserAccountControl ArchiveStatus ArchiveState RemoteRecipientType
    MailboxMoveFlags MailboxMoveStatus SharedEmailDomainState`,
  ),
  ...all(
    [],
    `MailboxProvisioningPreferences AggregatedMailboxGuids ResourceCustom ArchiveName UserSMimeCertificate
    UserCertificate PersistedCapabilities InPlaceHolds GeneratedOfflineAddressBooks NonCompliantDevices
    EmailAddressDisplayNames ResourceProvisioningOptions Extensions AcceptMessagesOnlyFrom
    AcceptMessagesOnlyFromDLMembers AcceptMessagesOnlyFromSendersOrMembers AdministrativeUnits
    BypassModerationFromSendersOrMembers ExtensionCustomAttribute1 ExtensionCustomAttribute2
    ExtensionCustomAttribute3 ExtensionCustomAttribute4 ExtensionCustomAttribute5 ModeratedBy PoliciesIncluded
    PoliciesExcluded RejectMessagesFrom RejectMessagesFromDLMembers RejectMessagesFromSendersOrMembers UMDtmfMap
    MailTipTranslations ProtocolSettings`,
  ),
  ...all(guid(NO_GUID), "ArchiveDatabaseGuid ArchiveGuid DisabledArchiveGuid"),
  PitrCopyIntervalInSeconds: new Typed("System.Int16", 0),
  RecipientSoftDeletedStatus: 0,
  LitigationHoldDuration: "Unlimited",
  RetentionPolicy: "Default MRM Policy",
  RoleAssignmentPolicy: "Default Role Assignment Policy",
  SharingPolicy: "Default Sharing Policy",
  MailboxPlan: "ExchangeOnlineEnterprise",
  AdminDisplayVersion: "Version 15.20 (Build 0.0)",
  MailboxRelease: "E15",
  ExternalOofOptions: "External",
  Languages: ["en-US"],
  ProhibitSendQuota: "99 GB (106,300,440,576 bytes)",
  ProhibitSendReceiveQuota: "100 GB (107,374,182,400 bytes)",
  IssueWarningQuota: "98 GB (105,226,698,752 bytes)",
  RecoverableItemsQuota: "30 GB (32,212,254,720 bytes)",
  RecoverableItemsWarningQuota: "20 GB (21,474,836,480 bytes)",
  CalendarLoggingQuota: "6 GB (6,442,450,944 bytes)",
  ArchiveQuota: "100 GB (107,374,182,400 bytes)",
  ArchiveWarningQuota: "90 GB (96,636,764,160 bytes)",
  RulesQuota: "256 KB (262,144 bytes)",
  MaxSendSize: "35 MB (36,700,160 bytes)",
  MaxReceiveSize: "36 MB (37,748,736 bytes)",
  RecipientLimits: "500",
  RecipientThrottlingThreshold: "Standard",
  SendModerationNotifications: "Always",
  AuditLogAgeLimit: "90.00:00:00",
  ...all(["Update", "MoveToDeletedItems", "SoftDelete", "HardDelete"], "AuditAdmin AuditDelegate AuditOwner"),
  DefaultAuditSet: ["Admin", "Delegate", "Owner"],
};

export function mailboxProperties(mailbox: Mailbox, services: CmdletServices): CmdletObject {
  const organization = services.configurations.latest();
  const created = new Date(services.configurations.times().created);
  const name = mailboxName(mailbox, organization);
  const { address } = mailbox;
  const isShared = mailbox.type === "Shared";
  const isResource = mailbox.type === "Room" || mailbox.type === "Equipment";
  const nameOf = (recipient: string) => nameOfAddress(recipient, organization);
  const id = guid(recipientGuid(mailbox, organization));
  const database = { name: "SANDBOXDG001-db001", guid: stableGuid(`${organization.tenantId} database`) };
  return {
    ...DEFAULTS,
    ExternalDirectoryObjectId: objectIdOf(address),
    Database: database.name,
    DatabaseGuid: guid(database.guid),
    MailboxLocations: [`1;${exchangeGuid(mailbox)};Primary;${organization.hostname};${database.guid}`],
    ServerName: organization.hostname.split(".")[0] ?? "",
    ServerLegacyDN: `/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Configuration/cn=Servers/cn=${organization.hostname}`,
    MessageRecallProcessingEnabled: mailbox.messageRecallProcessingEnabled,
    MessageCopyForSMTPClientSubmissionEnabled: mailbox.messageCopyForSmtpClientSubmissionEnabled,
    DeliverToMailboxAndForward: mailbox.deliverToMailboxAndForward,
    ForwardingAddress: mailbox.forwardingAddress === undefined ? null : nameOf(mailbox.forwardingAddress),
    ForwardingSmtpAddress: mailbox.forwardingSmtpAddress === undefined ? null : `smtp:${mailbox.forwardingSmtpAddress}`,
    ...retentionProperties(mailbox, services),
    ExchangeGuid: guid(exchangeGuid(mailbox)),
    IsShared: isShared,
    AccountDisabled: mailbox.type !== "Regular",
    IsResource: isResource,
    ResourceType: isResource ? mailbox.type : null,
    SamAccountName: `$${objectIdOf(address).replaceAll("-", "").slice(0, 18).toUpperCase()}`,
    ...all(address, "UserPrincipalName WindowsLiveID MicrosoftOnlineServicesID WindowsEmailAddress PrimarySmtpAddress"),
    NetID: objectIdOf(address).replaceAll("-", "").slice(0, 16).toUpperCase(),
    Alias: recipientAlias(mailbox, organization),
    DisplayName: mailbox.displayName,
    ...deliveryProperties(mailbox, organization, nameOf),
    GrantSendOnBehalfTo: mailbox.grantSendOnBehalfTo.map(nameOf),
    ...acceptedProperties(MAILBOX_SETTINGS, mailbox.accepted),
    EmailAddresses: proxyAddresses(mailbox),
    LegacyExchangeDN: legacyExchangeDn(mailbox, organization),
    OrganizationalUnit: `${organization.hostname}/Microsoft Exchange Hosted Organizations/${organization.name}`,
    RecipientType: "UserMailbox",
    RecipientTypeDetails: MAILBOX_KINDS[mailbox.type][1],
    AddressListMembership: ["\\All Users", "\\Default Global Address List"],
    WhenMailboxCreated: created,
    ...directoryProperties({ ...mailboxKind, name }, services),
    Guid: id,
    ExchangeObjectId: id,
    ObjectClass: ["top", "person", "organizationalPerson", "user"],
  };
}
