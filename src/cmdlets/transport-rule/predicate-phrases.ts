// Each condition in words, as Description and the admin centre have them. Seen in public captures: scopes, From, SentTo,
// headers, subjects; the others follow the admin centre's wording.
import type { RuleConditions } from "../../organization/organization.ts";
import type { LeadCondition } from "../../organization/transport-rule/conditions.ts";
import { formatByteSize } from "../byte-size.ts";

export const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(" or ");

const SCOPES = { InOrganization: "Inside the organization", NotInOrganization: "Outside the organization" } as const;

const TYPES: Readonly<Record<string, string>> = {
  OOF: "Automatic reply",
  AutoForward: "Auto-forward",
  PermissionControlled: "Permission controlled",
  Voicemail: "Voice mail",
  ApprovalRequest: "Approval request",
  ReadReceipt: "Read receipt",
};

type Phrases = {
  readonly [K in LeadCondition]: (value: NonNullable<RuleConditions[K]>, among: RuleConditions) => string;
};

export const PREDICATE_PHRASES: Phrases = {
  fromScope: (scope) => `Is received from '${SCOPES[scope]}'`,
  sentToScope: (scope) => `Is sent to '${SCOPES[scope]}'`,
  from: (addresses) => `Is received from ${quoted(addresses)}`,
  fromMemberOf: (groups) => `Is received from a member of group ${quoted(groups)}`,
  sentTo: (addresses) => `Is sent to ${quoted(addresses)}`,
  sentToMemberOf: (groups) => `Is sent to a member of group ${quoted(groups)}`,
  betweenMemberOf1: (groups, { betweenMemberOf2 = [] }) =>
    `Is sent between members of group ${quoted(groups)} and members of group ${quoted(betweenMemberOf2)}`,
  headerContainsWords: (words, { headerContainsMessageHeader: header }) =>
    `'${header}' header contains '${quoted(words)}'`,
  headerMatchesPatterns: (patterns, { headerMatchesMessageHeader: header }) =>
    `'${header}' header matches the following patterns: ${quoted(patterns)}`,
  subjectContainsWords: (words) => `Includes these words in the message subject: ${quoted(words)}`,
  subjectMatchesPatterns: (patterns) => `Includes these patterns in the message subject: ${quoted(patterns)}`,
  subjectOrBodyContainsWords: (words) => `Includes these words in the message subject or body: ${quoted(words)}`,
  subjectOrBodyMatchesPatterns: (patterns) =>
    `Includes these patterns in the message subject or body: ${quoted(patterns)}`,
  fromAddressContainsWords: (words) => `Includes these words in the sender's address: ${quoted(words)}`,
  fromAddressMatchesPatterns: (patterns) => `Includes these patterns in the sender's address: ${quoted(patterns)}`,
  senderDomainIs: (domains) => `sender's address domain portion belongs to any of these domains: ${quoted(domains)}`,
  senderIpRanges: (ranges) => `sender ip addresses belong to one of these ranges: ${quoted(ranges)}`,
  senderADAttributeContainsWords: (values) => `Has a sender with these words in a property: ${quoted(values)}`,
  senderADAttributeMatchesPatterns: (values) => `Has a sender with these patterns in a property: ${quoted(values)}`,
  recipientAddressContainsWords: (words) => `Includes these words in the recipient's address: ${quoted(words)}`,
  recipientAddressMatchesPatterns: (patterns) =>
    `Includes these patterns in the recipient's address: ${quoted(patterns)}`,
  recipientDomainIs: (domains) =>
    `recipient's address domain portion belongs to any of these domains: ${quoted(domains)}`,
  recipientADAttributeContainsWords: (values) => `Has a recipient with these words in a property: ${quoted(values)}`,
  recipientADAttributeMatchesPatterns: (values) =>
    `Has a recipient with these patterns in a property: ${quoted(values)}`,
  anyOfRecipientAddressContainsWords: (words) =>
    `Includes these words in the address of any recipient: ${quoted(words)}`,
  anyOfRecipientAddressMatchesPatterns: (patterns) =>
    `Includes these patterns in the address of any recipient: ${quoted(patterns)}`,
  anyOfToHeader: (addresses) => `Has ${quoted(addresses)} in the To header`,
  anyOfToHeaderMemberOf: (groups) => `Has a member of group ${quoted(groups)} in the To header`,
  anyOfCcHeader: (addresses) => `Has ${quoted(addresses)} in the Cc header`,
  anyOfCcHeaderMemberOf: (groups) => `Has a member of group ${quoted(groups)} in the Cc header`,
  anyOfToCcHeader: (addresses) => `Has ${quoted(addresses)} in the To or Cc header`,
  anyOfToCcHeaderMemberOf: (groups) => `Has a member of group ${quoted(groups)} in the To or Cc header`,
  messageTypeMatches: (type) => `Is message type of '${TYPES[type] ?? type}'`,
  messageSizeOver: (bytes) => `Has a size greater than or equal to '${formatByteSize(bytes)}'`,
  attachmentSizeOver: (bytes) => `Has an attachment greater than or equal to '${formatByteSize(bytes)}'`,
  attachmentContainsWords: (words) => `Has an attachment whose content includes these words: ${quoted(words)}`,
  attachmentMatchesPatterns: (patterns) =>
    `Has an attachment whose content matches these patterns: ${quoted(patterns)}`,
  attachmentNameMatchesPatterns: (patterns) =>
    `Has an attachment whose file name matches these patterns: ${quoted(patterns)}`,
  attachmentExtensionMatchesWords: (words) =>
    `Has an attachment whose file extension matches these words: ${quoted(words)}`,
  attachmentHasExecutableContent: () => "Has an attachment with executable content",
  attachmentIsPasswordProtected: () => "Has an attachment that is password protected",
  attachmentIsUnsupported: () => "Has an attachment that couldn't be inspected",
  attachmentProcessingLimitExceeded: () => "Has an attachment that couldn't be inspected completely",
  contentCharacterSetContainsWords: (words) => `Has a character set with these words: ${quoted(words)}`,
  hasClassification: (name) => `Is marked with '${name}' classification`,
  hasNoClassification: () => "Isn't marked with any classifications",
  withImportance: (importance) => `Is marked with '${importance}' importance`,
  sclOver: (scl) => `Has a spam confidence level (SCL) that is greater than or equal to '${scl}'`,
  senderManagementRelationship: (relation) =>
    relation === "Manager"
      ? "Has a sender who is the manager of a recipient"
      : "Has a sender who reports to a recipient",
  managerAddresses: (addresses, { managerForEvaluatedUser: user = "Sender" }) =>
    `Has a ${user.toLowerCase()} whose manager is ${quoted(addresses)}`,
  adComparisonAttribute: (attribute, { adComparisonOperator: operator = "Equal" }) =>
    `Has a sender and a recipient whose '${attribute}' property ${operator === "Equal" ? "is equal" : "isn't equal"}`,
};
