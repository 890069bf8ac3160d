// The parameters of Set-Mailbox: those that act in the sandbox, and those that are kept and shown.
import { RECIPIENT_ATTRIBUTES } from "../organization/recipient-attributes.ts";
import { parseDuration } from "../organization/units.ts";
import { argumentError } from "./cmdlet-error.ts";
import { COMMON_SETTINGS, EMAIL_ADDRESSES } from "./delivery-settings.ts";
import { smtpAddress, withPrimary } from "./email-addresses.ts";
import { addressOfRecipient } from "./recipient-names.ts";
import {
  accepted,
  attribute,
  each,
  field,
  flag,
  ignored,
  people,
  type RecipientSetting,
  type RecipientSettings,
  sizeLimit,
} from "./recipient-setting.ts";
import { parseTimeSpan } from "./time-span.ts";

const THIRTY_DAYS = parseDuration("30d") ?? 0;
const CUSTOM = RECIPIENT_ATTRIBUTES.filter((name) => name.startsWith("customAttribute"));

const forwardingAddress: RecipientSetting = {
  parameter: {
    type: "string",
    nullable: true,
    sentence: "Somebody of the address book; wins over ForwardingSmtpAddress.",
  },
  edit: (_, value, organization) => ({
    forwardingAddress: isEmpty(value) ? undefined : addressOfRecipient(value as string, organization),
  }),
};

const forwardingSmtpAddress: RecipientSetting = {
  parameter: { type: "string", nullable: true, sentence: "Any address; it reads back with smtp: before it." },
  edit: (_, value) => ({
    forwardingSmtpAddress: isEmpty(value)
      ? undefined
      : smtpAddress("ForwardingSmtpAddress", (value as string).replace(/^smtp:/i, "")),
  }),
};

const litigationHoldDuration: RecipientSetting = {
  parameter: { type: "string", sentence: 'Days, "[d.]hh:mm:ss" or Unlimited.' },
  edit: (_, value) => ({ litigationHoldDurationMs: holdDuration(value as string) }),
};

function holdDuration(text: string): number | undefined {
  if (text.trim().toLowerCase() === "unlimited") return undefined;
  const ms = parseTimeSpan(text);
  if (ms !== undefined && ms > 0) return ms;
  throw argumentError(`LitigationHoldDuration must be days, "[d.]hh:mm:ss" or Unlimited, not '${text.slice(0, 100)}'.`);
}

const recipientLimits: RecipientSetting = {
  parameter: { type: "unlimitedInt", min: 1, max: 1000 },
  edit: (_, value) => ({ recipientLimits: value === Number.POSITIVE_INFINITY ? undefined : value }),
};

const acting: RecipientSettings = {
  Type: field("type", {
    type: "string",
    values: ["Regular", "Shared", "Room", "Equipment"],
    sentence: "Workspace and Desk are not modelled.",
  }),
  EmailAddresses: EMAIL_ADDRESSES,
  WindowsEmailAddress: {
    parameter: { type: "string", sentence: "The primary address." },
    edit: (mailbox, value) => withPrimary(mailbox, smtpAddress("WindowsEmailAddress", value as string)),
  },
  ForwardingAddress: forwardingAddress,
  ForwardingSmtpAddress: forwardingSmtpAddress,
  DeliverToMailboxAndForward: flag("deliverToMailboxAndForward"),
  GrantSendOnBehalfTo: people("grantSendOnBehalfTo", { keepsEmpty: true }),
  MessageCopyForSentAsEnabled: flag("messageCopyForSentAsEnabled"),
  MessageCopyForSendOnBehalfEnabled: flag("messageCopyForSendOnBehalfEnabled"),
  MessageCopyForSMTPClientSubmissionEnabled: flag("messageCopyForSmtpClientSubmissionEnabled"),
  MessageRecallProcessingEnabled: flag("messageRecallProcessingEnabled", {
    sentence: "False: recalls fail at this mailbox. The service has no description of it.",
  }),
  LitigationHoldEnabled: flag("litigationHoldEnabled"),
  LitigationHoldDuration: litigationHoldDuration,
  SingleItemRecoveryEnabled: flag("singleItemRecoveryEnabled"),
  RetainDeletedItemsFor: field("retainDeletedItemsForMs", { type: "timeSpan", min: 0, max: THIRTY_DAYS }),
  RetentionHoldEnabled: flag("retentionHoldEnabled"),
  AuditEnabled: flag("auditEnabled"),
  MaxSendSize: sizeLimit("maxSendSize"),
  RecipientLimits: recipientLimits,
  ProhibitSendReceiveQuota: sizeLimit("prohibitSendReceiveQuota"),
  Office: attribute("office"),
  Password: field("password", { type: "secret", sentence: "What its user signs in with." }),
  ...Object.fromEntries(CUSTOM.map((name) => [`C${name.slice(1)}`, attribute(name)])),
};

const text = (name: string, initial: string | null = "") => accepted(name, { type: "string", nullable: true }, initial);
const dates = (name: string) => accepted(name, { type: "dateTime", nullable: true }, null);

const kept: RecipientSettings = {
  ...each(
    `AccountDisabled AutoArchivingEnabled CalendarRepairDisabled CalendarVersionStoreDisabled ElcProcessingDisabled
    EnableRoomMailboxAccount IsExchangeCloudManaged IsExcludedFromServingHierarchy SchedulerAssistant
    UniqueUnrestrictedGroupsLimitEnabled UseDatabaseQuotaDefaults UseDatabaseRetentionDefaults`,
    (name) => accepted(name, { type: "boolean" }),
  ),
  MessageTrackingReadStatusEnabled: accepted("MessageTrackingReadStatusEnabled", { type: "boolean" }, true),
  ...each("LitigationHoldOwner RetentionComment RetentionUrl ImmutableId JournalArchiveAddress", (name) => text(name)),
  ...each(
    `AddressBookPolicy DataEncryptionPolicy DefaultPublicFolderMailbox EnforcedTimestamps GroupMailbox MailboxRegion
    UniqueRecipientsCountLimitLevel`,
    (name) => accepted(name, { type: "string", nullable: true }),
  ),
  RetentionPolicy: text("RetentionPolicy", "Default MRM Policy"),
  RoleAssignmentPolicy: text("RoleAssignmentPolicy", "Default Role Assignment Policy"),
  SharingPolicy: text("SharingPolicy", "Default Sharing Policy"),
  MicrosoftOnlineServicesID: accepted("MicrosoftOnlineServicesID", { type: "string" }),
  ExternalOofOptions: accepted(
    "ExternalOofOptions",
    { type: "string", values: ["External", "InternalOnly"] },
    "External",
  ),
  ...each(
    `ArchiveName EmailAddressDisplayNames NonCompliantDevices ResourceCustom UserCertificate UserSMimeCertificate`,
    (name) => accepted(name, { type: "multiValued" }),
  ),
  ...each("AuditAdmin AuditDelegate AuditOwner", (name) =>
    accepted(name, { type: "multiValued" }, ["Update", "MoveToDeletedItems", "SoftDelete", "HardDelete"]),
  ),
  DefaultAuditSet: accepted("DefaultAuditSet", { type: "multiValued" }, ["Admin", "Delegate", "Owner"]),
  Languages: accepted("Languages", { type: "multiValued" }, ["en-US"]),
  AuditLogAgeLimit: accepted("AuditLogAgeLimit", { type: "timeSpan" }, "90.00:00:00"),
  ...each("EndDateForRetentionHold StartDateForRetentionHold StsRefreshTokensValidFrom", dates),
  LitigationHoldDate: accepted("LitigationHoldDate", { type: "dateTime", nullable: true }),
  IssueWarningQuota: accepted("IssueWarningQuota", { type: "unlimitedSize" }, "98 GB (105,226,698,752 bytes)"),
  ProhibitSendQuota: accepted("ProhibitSendQuota", { type: "unlimitedSize" }, "99 GB (106,300,440,576 bytes)"),
  RulesQuota: rulesQuota(),
  ResourceCapacity: accepted("ResourceCapacity", { type: "int", min: 0, nullable: true }, null),
  ...each(
    `ApplyMandatoryProperties ClearThrottlingPolicyAssignment ExcludeFromAllHolds ExcludeFromAllOrgHolds Force
    InactiveMailbox ProvideConsent ProvisionedForOfficeGraph PublicFolder RecalculateInactiveMailbox
    RemoveComplianceTagHoldApplied RemoveDelayHoldApplied RemoveDelayReleaseHoldApplied RemoveDisabledArchive
    RemoveMailboxProvisioningConstraint UpdateEnforcedTimestamp`,
    () => ignored(),
  ),
  ExcludeFromOrgHolds: ignored("strings"),
  RemoveOrphanedHolds: ignored("strings"),
  RoomMailboxPassword: ignored("secret"),
};

/** 32 to 256 KB. Set-Mailbox -RulesQuota */
function rulesQuota(): RecipientSetting {
  const setting = accepted("RulesQuota", { type: "unlimitedSize" }, "256 KB (262,144 bytes)");
  return {
    ...setting,
    edit(mailbox, value, organization) {
      const bytes = Number(/\(([\d,]+) bytes\)/.exec(String(value))?.[1]?.replaceAll(",", ""));
      if (bytes >= 32 * 1024 && bytes <= 256 * 1024) return setting.edit(mailbox, value, organization);
      throw argumentError(`RulesQuota must be between 32 KB and 256 KB, not ${String(value)}.`);
    },
  };
}

const isEmpty = (value: unknown): boolean => value === null || value === "";

export const MAILBOX_SETTINGS: RecipientSettings = { ...COMMON_SETTINGS, ...acting, ...kept };
