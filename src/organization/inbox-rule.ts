// A user's rule over the mail that comes into the mailbox. Names are New-InboxRule's, in camelCase.

export interface InboxRule {
  /** Unique in its mailbox. */
  readonly name: string;
  readonly enabled: boolean;
  /** All that are present must hold; values within one are alternatives. */
  readonly conditions: InboxRulePredicates;
  /** Any one vetoes. */
  readonly exceptions: InboxRulePredicates;
  readonly actions: InboxRuleActions;
  /** No later rule runs where this one matched; New-InboxRule's default. */
  readonly stopProcessingRules: boolean;
  /** What a client made it, or first changed it under; absent: by its name. */
  readonly ruleIdentity?: string;
  /** Set by cmdlet, shown again and of no effect. New-InboxRule */
  readonly accepted?: Readonly<Record<string, boolean | number | string | null | readonly string[]>>;
}

export interface InboxRulePredicates {
  /** Addresses. */
  readonly from?: readonly string[];
  readonly fromAddressContainsWords?: readonly string[];
  readonly subjectContainsWords?: readonly string[];
  readonly bodyContainsWords?: readonly string[];
  readonly subjectOrBodyContainsWords?: readonly string[];
  readonly headerContainsWords?: readonly string[];
  readonly recipientAddressContainsWords?: readonly string[];
  readonly sentTo?: readonly string[];
  readonly sentOnlyToMe?: boolean;
  readonly myNameInToBox?: boolean;
  readonly myNameInCcBox?: boolean;
  readonly myNameInToOrCcBox?: boolean;
  readonly myNameNotInToBox?: boolean;
  readonly hasAttachment?: boolean;
  readonly withImportance?: "Low" | "Normal" | "High";
  readonly withSensitivity?: "Normal" | "Personal" | "Private" | "CompanyConfidential";
  readonly messageTypeMatches?: InboxRuleMessageType;
  /** Bytes. */
  readonly withinSizeRangeMinimum?: number;
  readonly withinSizeRangeMaximum?: number;
  /** Milliseconds UTC. */
  readonly receivedAfterDate?: number;
  readonly receivedBeforeDate?: number;
}

export const INBOX_RULE_MESSAGE_TYPES = [
  "AutomaticReply",
  "AutomaticForward",
  "Encrypted",
  "Calendaring",
  "CalendaringResponse",
  "PermissionControlled",
  "Voicemail",
  "Signed",
  "ApprovalRequest",
  "ReadReceipt",
  "NonDeliveryReport",
] as const;
export type InboxRuleMessageType = (typeof INBOX_RULE_MESSAGE_TYPES)[number];

export interface InboxRuleActions {
  /** Path of names below the root, "Projects/2026"; well-known folders by their English names. */
  readonly moveToFolder?: string;
  readonly copyToFolder?: string;
  /** To Deleted Items. */
  readonly deleteMessage?: boolean;
  /** To Recoverable Items. */
  readonly softDeleteMessage?: boolean;
  readonly permanentDelete?: boolean;
  readonly markAsRead?: boolean;
  readonly markImportance?: "Low" | "Normal" | "High";
  readonly applyCategory?: readonly string[];
  readonly forwardTo?: readonly string[];
  readonly forwardAsAttachmentTo?: readonly string[];
  readonly redirectTo?: readonly string[];
}

/** Conditions of New-InboxRule that a rule can keep, but that are not modelled; each has an ExceptIf of its name. */
export const UNMODELLED_CONDITIONS = [
  "AnyCategory",
  "AssignedCategories",
  "BulkCategory",
  "FlaggedForAction",
  "HasClassification",
] as const;

/** Such a condition never holds: better that the rule does nothing than that it acts on all mail. */
export function neverMatches({ accepted = {} }: InboxRule): boolean {
  return UNMODELLED_CONDITIONS.some((name) => name in accepted);
}
