// Parameters of Set-OrganizationConfig that are taken, kept and shown, and of no effect here. Names and types are the
// cmdlet's; defaults are those of a new tenant where they are public.
import type { ParameterDeclaration } from "./cmdlet.ts";
import { all } from "./directory-object.ts";

export type AcceptedValue = boolean | number | string | null | readonly string[];

export interface AcceptedSetting {
  readonly parameter: ParameterDeclaration;
  readonly initial: AcceptedValue;
  /** Get-OrganizationConfig shows it under another name. */
  readonly property?: string;
  readonly dotNetType?: "System.Int16" | "System.UInt32";
}

const DAY_MS = 86_400_000;
const flag = (initial: boolean): AcceptedSetting => ({ parameter: { type: "boolean" }, initial });
const triState: AcceptedSetting = { parameter: { type: "boolean", nullable: true }, initial: null };
const text = (initial: string | null): AcceptedSetting => ({ parameter: { type: "string", nullable: true }, initial });
const list = (initial: readonly string[] | null): AcceptedSetting => ({ parameter: { type: "multiValued" }, initial });
const size = (initial: string): AcceptedSetting => ({ parameter: { type: "unlimitedSize" }, initial });
const choice = (initial: string | null, values: string): AcceptedSetting => ({
  parameter: { type: "string", values: values.split(" "), ...(initial === null && { nullable: true }) },
  initial,
});
const span = (initial: number | null): AcceptedSetting => ({
  parameter: { type: "timeSpan", ...(initial === null && { nullable: true }) },
  initial,
});
const count = (initial: number, max = 2_147_483_647, dotNetType?: AcceptedSetting["dotNetType"]): AcceptedSetting => ({
  parameter: { type: "int", min: 0, max },
  initial,
  ...(dotNetType && { dotNetType }),
});

const each = (setting: AcceptedSetting, names: string): Record<string, AcceptedSetting> =>
  Object.fromEntries(Object.keys(all(0, names)).map((name) => [name, setting]));

export const ACCEPTED_SETTINGS: Readonly<Record<string, AcceptedSetting>> = {
  ...each(
    flag(false),
    `ActionableMessagesExtenalAccessTokenEnabled AuditDisabled AutodiscoverPartialDirSync AutoEnableArchiveMailbox
    AutomaticForcedReadReceiptEnabled BlockMoveMessagesForGroupFolders BookingsAddressEntryRestricted
    BookingsAuthEnabled BookingsBlockedWordsEnabled BookingsCreationOfCustomQuestionsRestricted
    BookingsExposureOfStaffDetailsRestricted BookingsMembershipApprovalRequired BookingsNamingPolicyEnabled
    BookingsNamingPolicyPrefixEnabled BookingsNamingPolicySuffixEnabled BookingsNotesEntryRestricted
    BookingsPaymentsEnabled BookingsPhoneNumberEntryRestricted BookingsSearchEngineIndexDisabled
    BookingsSocialSharingRestricted ComplianceMLBgdCrawlEnabled CustomerLockboxEnabled DefaultFolderPermissionRestricted
    DelayedDelicensingEnabled DirectReportsGroupAutoCreationEnabled DisablePlusAddressInRecipients DLPViaDcsEnabled
    DLPWaitOnSendEnabled ElcProcessingDisabled EnableForwardingAddressSyncForMailboxes EnableOutlookEvents
    EndUserDLUpgradeFlowsDisabled EndUserMailNotificationForDelayedDelicensingEnabled EnforceExoAppRbacPermissions
    EnforceShortenEventSetting ExchangeAttributesCloudManagedByDefault ExchangeAttributesServerManagedByDefault
    FindTimeAttendeeAuthenticationEnabled FindTimeAutoScheduleDisabled FindTimeLockPollForAttendeesEnabled
    FindTimeOnlineMeetingOptionDisabled InRegionRoutingEnabled IsGroupFoldersAndRulesEnabled
    IsGroupMemberAllowedToEditContent LeanPopoutEnabled MailTipsExternalRecipientsTipsEnabled
    MatchSenderOrganizerProperties OutlookGifPickerDisabled OutlookMobileGCCRestrictionsEnabled
    OutlookMobileSingleAccountEnabled OutlookTextPredictionDisabled PerTenantSwitchToESTSEnabled
    PostponeRoamingSignaturesUntilLater PublicComputersDetectionEnabled PublicFolderShowClientControl
    ReadTrackingEnabled RefreshSessionEnabled SendFromAliasEnabled TenantAdminNotificationForDelayedDelicensingEnabled
    TwoClickMailPreviewEnabled WebPushNotificationsDisabled WebSuggestedRepliesDisabled`,
  ),
  ...each(
    flag(true),
    `ActivityBasedAuthenticationTimeoutEnabled ActivityBasedAuthenticationTimeoutWithSingleSignOnEnabled
    AppsForOfficeEnabled AsyncSendEnabled BookingsEnabled BookingsSmsMicrosoftEnabled CalendarVersionStoreEnabled
    ConnectorsActionableMessagesEnabled ConnectorsEnabled ConnectorsEnabledForOutlook ConnectorsEnabledForSharepoint
    ConnectorsEnabledForTeams ConnectorsEnabledForYammer ExchangeNotificationEnabled HybridRSVPEnabled
    IsAgendaMailEnabled LinkPreviewEnabled MailTipsAllTipsEnabled MailTipsGroupMetricsEnabled
    MailTipsMailboxSourcedTipsEnabled MaskClientIpInReceivedHeadersEnabled MessageHighlightsEnabled
    MessageRemindersEnabled MobileAppEducationEnabled OAuth2ClientProfileEnabled OutlookMobileHelpShiftEnabled
    OutlookPayEnabled RecipientDelimiters SharedDomainEmailAddressFlowEnabled SmtpActionableMessagesEnabled
    UnblockUnsafeSenderPromptEnabled WorkspaceTenantEnabled`,
  ),
  ...each(
    triState,
    `EwsAllowEntourage EwsAllowMacOutlook EwsAllowOutlook EwsEnabled FocusedInboxOn OnlineMeetingsByDefaultEnabled`,
  ),
  ...each(
    text(null),
    `BookingsNamingPolicyPrefix BookingsNamingPolicySuffix DefaultAuthenticationPolicy DistributionGroupDefaultOU
    EwsAllowedAppIDs HierarchicalAddressBookRoot SiteMailboxCreationURL`,
  ),
  DistributionGroupNamingPolicy: text(""),
  VisibleMeetingUpdateProperties: text("Location,AllProperties:15"),
  ...each(
    list([]),
    "DistributionGroupNameBlockedWordsList ExchangeNotificationRecipients IPListBlocked RemotePublicFolderMailboxes",
  ),
  ...each(list(null), "EwsAllowList EwsBlockList"),
  ShortenEventScopeDefault: choice("None", "None EndEarly StartLate"),
  DefaultGroupAccessType: choice("Private", "Private Public"),
  EwsApplicationAccessPolicy: choice(null, "EnforceAllowList EnforceBlockList"),
  PublicFoldersEnabled: choice("Local", "None Local Remote"),
  ...each(count(0), "ByteEncoderTypeFor7BitCharsets PreferredInternetCodePageForShiftJis RequiredCharsetCoverage"),
  DefaultMinutesToReduceLongEventsBy: count(10, 29),
  DefaultMinutesToReduceShortEventsBy: count(5, 29),
  MailTipsLargeAudienceThreshold: count(25, 1000, "System.UInt32"),
  AutoArchivingThresholdPercentage: count(96, 100, "System.Int16"),
  DLPWaitOnSendTimeout: count(9999, 32_767, "System.Int16"),
  ActivityBasedAuthenticationTimeoutInterval: span(DAY_MS / 4),
  DefaultPublicFolderAgeLimit: span(null),
  DefaultPublicFolderDeletedItemRetention: span(30 * DAY_MS),
  DefaultPublicFolderMovedItemRetention: span(7 * DAY_MS),
  DefaultPublicFolderIssueWarningQuota: size("1.7 GB (1,825,361,920 bytes)"),
  DefaultPublicFolderProhibitPostQuota: size("2 GB (2,147,483,648 bytes)"),
  DefaultPublicFolderMaxItemSize: size("Unlimited"),
  AutoExpandingArchive: { parameter: { type: "switch" }, initial: false, property: "AutoExpandingArchiveEnabled" },
};
