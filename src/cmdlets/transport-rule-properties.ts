// A rule as Get-TransportRule shows it: every predicate, exception and action there is, null or False where it isn't set.
import type { RuleActions, RuleConditions, TransportRule } from "../organization/organization.ts";
import { ACTIONS as ACTION_PARAMETERS } from "../organization/transport-rule/actions.ts";
import { CONDITIONS as CONDITION_PARAMETERS } from "../organization/transport-rule/conditions.ts";
import { cmdletName, type RuleParameter } from "../organization/transport-rule/parameter.ts";
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
    ...named(rule.conditions, ""),
    ...named(rule.exceptions, "ExceptIf"),
    ...named(rule.actions, ""),
  };
}

export const UNSET_DETAILS = UNSET;

function named(given: RuleConditions | RuleActions, prefix: "" | "ExceptIf"): CmdletObject {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [prefix + parameterOf(name), value as CmdletValue]),
  );
}

/** "SCLOver": the one that is not the field's name with a capital. */
const parameterOf = (name: string): string => (name === "sclOver" ? "SCLOver" : cmdletName(name));

const TASKS = "Microsoft.Exchange.MessagingPolicies.Rules.Tasks";

/** Classes whose names aren't those of their parameters. */
const CLASSES: Readonly<Record<string, string>> = {
  headerContainsWords: "HeaderContains",
  headerMatchesPatterns: "HeaderMatches",
  subjectContainsWords: "SubjectContains",
  subjectMatchesPatterns: "SubjectMatches",
  redirectMessageTo: "RedirectMessage",
  setHeaderName: "SetHeader",
  rejectMessageReasonText: "RejectMessage",
};

const PARAMETERS: Readonly<Record<string, RuleParameter>> = { ...CONDITION_PARAMETERS, ...ACTION_PARAMETERS };

/** "Microsoft.Exchange.MessagingPolicies.Rules.Tasks.FromScopePredicate"; null where there are none. */
export function classNames(
  parts: RuleConditions | RuleActions,
  kind: "Predicate" | "Action",
): readonly string[] | null {
  const leads = Object.keys(parts).filter((name) => PARAMETERS[name]?.with === undefined);
  if (leads.length === 0) return null;
  return leads.map((name) => `${TASKS}.${CLASSES[name] ?? cmdletName(name)}${kind}`);
}
