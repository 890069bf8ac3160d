// Every condition of a rule; each has an exception of the same name and type. New-TransportRule
import { DIRECTORY_ATTRIBUTES } from "./directory-attributes.ts";
import type { LeadParameter, RuleParameter, RuleParameterValues } from "./parameter.ts";

const SCOPES = ["InOrganization", "NotInOrganization"] as const;
const MESSAGE_TYPES = [
  "OOF",
  "AutoForward",
  "Encrypted",
  "Calendaring",
  "PermissionControlled",
  "Voicemail",
  "Signed",
  "ApprovalRequest",
  "ReadReceipt",
] as const;

export const CONDITIONS = {
  from: { type: "recipients", priority: "must", sentence: "The sender is one of these." },
  fromMemberOf: { type: "recipients", priority: "must", sentence: "The sender is a member of one of these groups." },
  fromScope: {
    type: "choice",
    values: SCOPES,
    priority: "must",
    sentence: "The mail was authenticated and its sender belongs to the organization, or not.",
  },
  fromAddressContainsWords: {
    type: "words",
    priority: "must",
    sentence: "The sender's address has one of these words.",
  },
  fromAddressMatchesPatterns: {
    type: "patterns",
    priority: "must",
    sentence: "The sender's address matches one of these patterns; an empty one can't be matched.",
  },
  senderDomainIs: { type: "words", priority: "must", sentence: "The sender's domain is one of these, or below one." },
  senderADAttributeContainsWords: {
    type: "attributeWords",
    priority: "should",
    sentence: 'An attribute of the sender has one of these words: "Department:Sales,Marketing".',
  },
  senderADAttributeMatchesPatterns: {
    type: "attributePatterns",
    priority: "should",
    sentence: 'An attribute of the sender matches one of these patterns: "Title:^Head".',
  },
  senderIpRanges: {
    type: "ipRanges",
    priority: "must",
    sentence: "The last hop before the service is in one of these ranges.",
  },
  sentTo: {
    type: "recipients",
    priority: "must",
    sentence: "The recipient is one of these; groups are expanded before.",
  },
  sentToMemberOf: {
    type: "recipients",
    priority: "must",
    sentence: "The recipient is a member of one of these groups.",
  },
  sentToScope: {
    type: "choice",
    values: SCOPES,
    priority: "must",
    sentence: "The recipient belongs to the organization, or not.",
  },
  recipientAddressContainsWords: {
    type: "words",
    priority: "must",
    sentence: "The recipient's primary address has one of these words.",
  },
  recipientAddressMatchesPatterns: {
    type: "patterns",
    priority: "must",
    sentence: "The recipient's primary address matches one of these patterns.",
  },
  recipientDomainIs: {
    type: "words",
    priority: "must",
    sentence: "The recipient's domain is one of these, or below one.",
  },
  recipientADAttributeContainsWords: {
    type: "attributeWords",
    priority: "should",
    sentence: "An attribute of the recipient has one of these words.",
  },
  recipientADAttributeMatchesPatterns: {
    type: "attributePatterns",
    priority: "should",
    sentence: "An attribute of the recipient matches one of these patterns.",
  },
  anyOfRecipientAddressContainsWords: {
    type: "words",
    priority: "must",
    sentence: "The address of any recipient has one of these words; then the rule is for all of them.",
  },
  anyOfRecipientAddressMatchesPatterns: {
    type: "patterns",
    priority: "must",
    sentence: "The address of any recipient matches one of these patterns; then the rule is for all of them.",
  },
  anyOfToHeader: { type: "recipients", priority: "should", sentence: "The To header names one of these." },
  anyOfToHeaderMemberOf: {
    type: "recipients",
    priority: "should",
    sentence: "The To header names a member of one of these groups.",
  },
  anyOfCcHeader: { type: "recipients", priority: "should", sentence: "The Cc header names one of these." },
  anyOfCcHeaderMemberOf: {
    type: "recipients",
    priority: "should",
    sentence: "The Cc header names a member of one of these groups.",
  },
  anyOfToCcHeader: { type: "recipients", priority: "should", sentence: "To or Cc names one of these." },
  anyOfToCcHeaderMemberOf: {
    type: "recipients",
    priority: "should",
    sentence: "To or Cc names a member of one of these groups.",
  },
  subjectContainsWords: { type: "shortWords", priority: "must", sentence: "The subject has one of these words." },
  subjectMatchesPatterns: {
    type: "patterns",
    priority: "must",
    sentence: "The subject matches one of these patterns.",
  },
  subjectOrBodyContainsWords: {
    type: "shortWords",
    priority: "must",
    sentence: "The subject or the body has one of these words.",
  },
  subjectOrBodyMatchesPatterns: {
    type: "patterns",
    priority: "must",
    sentence: "The subject or the body matches one of these patterns.",
  },
  headerContainsMessageHeader: {
    type: "headerName",
    priority: "must",
    with: "headerContainsWords",
    pair: true,
    sentence: "The header that HeaderContainsWords looks at.",
  },
  headerContainsWords: {
    type: "words",
    priority: "must",
    sentence: "Any header of the name in HeaderContainsMessageHeader has one of these words.",
  },
  headerMatchesMessageHeader: {
    type: "headerName",
    priority: "must",
    with: "headerMatchesPatterns",
    pair: true,
    sentence: "The header that HeaderMatchesPatterns looks at.",
  },
  headerMatchesPatterns: {
    type: "patterns",
    priority: "must",
    sentence: "Any header of the name in HeaderMatchesMessageHeader matches one of these patterns.",
  },
  messageTypeMatches: {
    type: "choice",
    values: MESSAGE_TYPES,
    priority: "must",
    sentence: "The message is of this type; there is none for recalls.",
  },
  messageSizeOver: { type: "size", priority: "must", sentence: "The message has this size or more." },
  attachmentSizeOver: {
    type: "size",
    priority: "must",
    sentence: "An attachment, inline images too, has this size or more.",
  },
  attachmentContainsWords: {
    type: "words",
    priority: "should",
    sentence: "The text of an attachment has one of these words; archives are opened.",
  },
  attachmentMatchesPatterns: {
    type: "patterns",
    priority: "should",
    sentence: "The text of an attachment matches one of these patterns; archives are opened.",
  },
  attachmentNameMatchesPatterns: {
    type: "patterns",
    priority: "must",
    sentence: "The name of an attachment matches one of these patterns.",
  },
  attachmentExtensionMatchesWords: {
    type: "words",
    priority: "must",
    sentence: "An attachment, or a file inside an archive, has one of these extensions.",
  },
  attachmentHasExecutableContent: {
    type: "flag",
    priority: "should",
    sentence: "An attachment is a program, whatever its name says.",
  },
  attachmentIsPasswordProtected: {
    type: "flag",
    priority: "should",
    sentence: "An attachment can't be opened without a password.",
  },
  attachmentIsUnsupported: {
    type: "flag",
    priority: "should",
    sentence: "An attachment is of a type whose text can't be read; winmail.dat is not one of them.",
  },
  attachmentProcessingLimitExceeded: {
    type: "flag",
    priority: "should",
    sentence: "An attachment was too large, or nested too deep, to be read to its end.",
  },
  contentCharacterSetContainsWords: {
    type: "words",
    priority: "should",
    sentence: "A text part is in one of these character sets.",
  },
  hasClassification: {
    type: "text",
    priority: "accept",
    sentence: "The message has this classification; in the sandbox none has.",
  },
  hasNoClassification: {
    type: "flag",
    priority: "accept",
    sentence: "The message has no classification; in the sandbox none has.",
  },
  withImportance: {
    type: "choice",
    values: ["Low", "Normal", "High"],
    priority: "should",
    sentence: "The message has this importance.",
  },
  sclOver: { type: "scl", priority: "should", sentence: "The spam confidence level is this or higher." },
  senderManagementRelationship: {
    type: "choice",
    values: ["Manager", "DirectReport"],
    priority: "should",
    sentence: "The sender is the recipient's manager, or reports to the recipient.",
  },
  managerForEvaluatedUser: {
    type: "choice",
    values: ["Sender", "Recipient"],
    priority: "should",
    with: "managerAddresses",
    pair: true,
    sentence: "Whose manager ManagerAddresses is asked about.",
  },
  managerAddresses: {
    type: "recipients",
    priority: "should",
    sentence: "The manager of the sender, or of the recipient, is one of these.",
  },
  adComparisonAttribute: {
    type: "choice",
    values: DIRECTORY_ATTRIBUTES,
    priority: "should",
    sentence: "This attribute of sender and recipient is compared.",
  },
  adComparisonOperator: {
    type: "choice",
    values: ["Equal", "NotEqual"],
    priority: "should",
    with: "adComparisonAttribute",
    sentence: "How ADComparisonAttribute compares; Equal when it isn't given.",
  },
  betweenMemberOf1: {
    type: "recipients",
    priority: "should",
    sentence: "One of sender and recipient is a member of these groups, the other of BetweenMemberOf2.",
  },
  betweenMemberOf2: {
    type: "recipients",
    priority: "should",
    with: "betweenMemberOf1",
    pair: true,
    sentence: "The other groups of BetweenMemberOf1.",
  },
} as const satisfies Readonly<Record<string, RuleParameter>>;

export type ConditionName = keyof typeof CONDITIONS;
/** Conditions that are asked; those that only add to another are read beside it. */
export type LeadCondition = LeadParameter<typeof CONDITIONS>;
/** All that are present must hold (conditions), any one vetoes (exceptions); values within one are alternatives. */
export type RuleConditions = RuleParameterValues<typeof CONDITIONS>;
