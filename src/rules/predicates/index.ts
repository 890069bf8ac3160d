// The conditions that rules know, under the names they have in a rule.
import type { RuleConditions } from "../../organization/organization.ts";
import type { LeadCondition } from "../../organization/transport-rule/conditions.ts";
import type { Predicate } from "../predicate.ts";
import { adComparisonAttribute } from "./ad-comparison.ts";
import * as anyOfHeader from "./any-of-header.ts";
import * as attachments from "./attachments.ts";
import { betweenMemberOf1 } from "./between-member-of.ts";
import { hasClassification, hasNoClassification } from "./classification.ts";
import { contentCharacterSetContainsWords } from "./content-character-set.ts";
import { from } from "./from.ts";
import { fromAddressContainsWords, fromAddressMatchesPatterns } from "./from-address.ts";
import { fromMemberOf } from "./from-member-of.ts";
import { fromScope } from "./from-scope.ts";
import { headerContainsWords } from "./header-contains-words.ts";
import { headerMatchesPatterns } from "./header-matches-patterns.ts";
import { managerAddresses, senderManagementRelationship } from "./manager.ts";
import { messageSizeOver } from "./message-size-over.ts";
import { messageTypeMatches } from "./message-type-matches.ts";
import { recipientADAttributeContainsWords, recipientADAttributeMatchesPatterns } from "./recipient-ad-attribute.ts";
import * as recipientAddress from "./recipient-address.ts";
import { recipientDomainIs } from "./recipient-domain-is.ts";
import { sclOver } from "./scl-over.ts";
import { senderADAttributeContainsWords, senderADAttributeMatchesPatterns } from "./sender-ad-attribute.ts";
import { senderDomainIs } from "./sender-domain-is.ts";
import { senderIpRanges } from "./sender-ip-ranges.ts";
import { sentTo } from "./sent-to.ts";
import { sentToMemberOf } from "./sent-to-member-of.ts";
import { sentToScope } from "./sent-to-scope.ts";
import { subjectContainsWords } from "./subject-contains-words.ts";
import { subjectMatchesPatterns } from "./subject-matches-patterns.ts";
import { subjectOrBodyContainsWords, subjectOrBodyMatchesPatterns } from "./subject-or-body.ts";
import { withImportance } from "./with-importance.ts";

export const PREDICATES: { readonly [K in LeadCondition]-?: Predicate<NonNullable<RuleConditions[K]>> } = {
  fromScope,
  from,
  fromMemberOf,
  fromAddressContainsWords,
  fromAddressMatchesPatterns,
  senderDomainIs,
  senderADAttributeContainsWords,
  senderADAttributeMatchesPatterns,
  senderIpRanges,
  sentToScope,
  sentTo,
  sentToMemberOf,
  ...recipientAddress,
  recipientDomainIs,
  recipientADAttributeContainsWords,
  recipientADAttributeMatchesPatterns,
  ...anyOfHeader,
  senderManagementRelationship,
  managerAddresses,
  adComparisonAttribute,
  betweenMemberOf1,
  headerContainsWords,
  headerMatchesPatterns,
  subjectContainsWords,
  subjectMatchesPatterns,
  messageSizeOver,
  withImportance,
  sclOver,
  hasClassification,
  hasNoClassification,
  messageTypeMatches,
  subjectOrBodyContainsWords,
  subjectOrBodyMatchesPatterns,
  ...attachments,
  contentCharacterSetContainsWords,
};
