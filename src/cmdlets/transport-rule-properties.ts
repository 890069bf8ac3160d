// A rule as Get-TransportRule shows it: every predicate, exception and action there is, null or False where it isn't set.
import type { RuleActions, RulePredicates, TransportRule } from "../organization/organization.ts";
import type { CmdletObject, CmdletValue } from "./cmdlet.ts";
import { all } from "./directory-object.ts";

const CONDITIONS = `ADComparisonAttribute ADComparisonOperator AnyOfCcHeader AnyOfCcHeaderMemberOf
  AnyOfRecipientAddressContainsWords AnyOfRecipientAddressMatchesPatterns AnyOfToCcHeader AnyOfToCcHeaderMemberOf
  AnyOfToHeader AnyOfToHeaderMemberOf AttachmentContainsWords AttachmentExtensionMatchesWords AttachmentMatchesPatterns
  AttachmentNameMatchesPatterns AttachmentPropertyContainsWords AttachmentSizeOver BetweenMemberOf1 BetweenMemberOf2
  ContentCharacterSetContainsWords From FromAddressContainsWords FromAddressMatchesPatterns FromMemberOf FromScope
  HasClassification HeaderContainsMessageHeader HeaderContainsWords HeaderMatchesMessageHeader HeaderMatchesPatterns
  ManagerAddresses ManagerForEvaluatedUser MessageContainsDataClassifications MessageSizeOver MessageTypeMatches
  RecipientADAttributeContainsWords RecipientADAttributeMatchesPatterns RecipientAddressContainsWords
  RecipientAddressMatchesPatterns RecipientDomainIs RecipientInSenderList SCLOver SenderADAttributeContainsWords
  SenderADAttributeMatchesPatterns SenderDomainIs SenderInRecipientList SenderIpRanges SenderManagementRelationship
  SentTo SentToMemberOf SentToScope SubjectContainsWords SubjectMatchesPatterns SubjectOrBodyContainsWords
  SubjectOrBodyMatchesPatterns WithImportance`.split(/\s+/);

/** $false says that they aren't set. */
const FLAG_CONDITIONS = `AttachmentHasExecutableContent AttachmentIsPasswordProtected AttachmentIsUnsupported
  AttachmentProcessingLimitExceeded HasNoClassification HasSenderOverride`.split(/\s+/);

const ACTIONS = `AddManagerAsRecipientType AddToRecipients ApplyClassification ApplyHtmlDisclaimerFallbackAction
  ApplyHtmlDisclaimerLocation ApplyHtmlDisclaimerText ApplyRightsProtectionCustomizationTemplate
  ApplyRightsProtectionTemplate BlindCopyTo CopyTo GenerateIncidentReport GenerateNotification IncidentReportContent
  LogEventText ModerateMessageByUser NotifySender PrependSubject RedirectMessageTo RejectMessageEnhancedStatusCode
  RejectMessageReasonText RemoveHeader RouteMessageOutboundConnector SetAuditSeverity SetHeaderName SetHeaderValue
  SetSCL SmtpRejectMessageRejectStatusCode SmtpRejectMessageRejectText`;

const FLAG_ACTIONS = `ApplyOME DeleteMessage Disconnect ModerateMessageByManager Quarantine RemoveOME RemoveOMEv2
  RemoveRMSAttachmentEncryption RouteMessageOutboundRequireTls StopRuleProcessing`;

const withExceptions = (names: readonly string[]): string =>
  [...names, ...names.map((name) => `ExceptIf${name}`)].join(" ");

const UNSET: CmdletObject = {
  ...all(null, withExceptions(CONDITIONS)),
  ...all(false, withExceptions(FLAG_CONDITIONS)),
  ...all(null, ACTIONS),
  ...all(false, FLAG_ACTIONS),
};

export function ruleDetails(rule: TransportRule): CmdletObject {
  return {
    ...UNSET,
    ...predicates(rule.conditions, ""),
    ...predicates(rule.exceptions, "ExceptIf"),
    ...actions(rule.actions),
  };
}

export const UNSET_DETAILS = UNSET;

function predicates(given: RulePredicates, prefix: "" | "ExceptIf"): CmdletObject {
  const { headerContains, headerMatches } = given;
  return withoutAbsent(prefix, {
    FromScope: given.fromScope,
    SentToScope: given.sentToScope,
    From: given.from,
    SentTo: given.sentTo,
    HeaderContainsMessageHeader: headerContains?.messageHeader,
    HeaderContainsWords: headerContains?.words,
    HeaderMatchesMessageHeader: headerMatches?.messageHeader,
    HeaderMatchesPatterns: headerMatches?.patterns,
    SubjectContainsWords: given.subjectContainsWords,
    SubjectMatchesPatterns: given.subjectMatchesPatterns,
  });
}

function actions(given: RuleActions): CmdletObject {
  return withoutAbsent("", {
    RouteMessageOutboundConnector: given.routeMessageOutboundConnector,
    SetHeaderName: given.setHeader?.name,
    SetHeaderValue: given.setHeader?.value,
    RemoveHeader: given.removeHeader,
    PrependSubject: given.prependSubject,
    RedirectMessageTo: given.redirectMessageTo,
    BlindCopyTo: given.blindCopyTo,
    DeleteMessage: given.deleteMessage,
    RejectMessageReasonText: given.rejectMessage?.reasonText,
    RejectMessageEnhancedStatusCode: given.rejectMessage?.enhancedStatusCode,
    StopRuleProcessing: given.stopRuleProcessing,
  });
}

function withoutAbsent(prefix: string, given: Readonly<Record<string, CmdletValue | undefined>>): CmdletObject {
  const present = Object.entries(given).filter((entry): entry is [string, CmdletValue] => entry[1] !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [prefix + name, value]));
}

const TASKS = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks";

/** Classes whose names aren't those of their fields. */
const CLASSES: Readonly<Record<string, string>> = {
  subjectContainsWords: "SubjectContains",
  subjectMatchesPatterns: "SubjectMatches",
  redirectMessageTo: "RedirectMessage",
};

/** "Microsoft.Exchange.MessagingPolicies.Rules.Tasks.FromScopePredicate"; null where there are none. */
export function classNames(
  parts: RulePredicates | RuleActions,
  kind: "Predicate" | "Action",
): readonly string[] | null {
  const fields = Object.keys(parts);
  if (fields.length === 0) return null;
  return fields.map((field) => {
    const name = CLASSES[field] ?? `${field[0]?.toUpperCase()}${field.slice(1)}`;
    return `${TASKS}.${name}${kind}`;
  });
}
