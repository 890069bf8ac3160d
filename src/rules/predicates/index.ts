// The conditions that rules know, under the names they have in a rule.
import type { RuleConditions } from "../../organization/organization.ts";
import type { LeadCondition } from "../../organization/transport-rule/conditions.ts";
import type { Predicate } from "../predicate.ts";
import { from } from "./from.ts";
import { fromScope } from "./from-scope.ts";
import { headerContainsWords } from "./header-contains-words.ts";
import { headerMatchesPatterns } from "./header-matches-patterns.ts";
import { sentTo } from "./sent-to.ts";
import { sentToScope } from "./sent-to-scope.ts";
import { subjectContainsWords } from "./subject-contains-words.ts";
import { subjectMatchesPatterns } from "./subject-matches-patterns.ts";

export const PREDICATES: { readonly [K in LeadCondition]?: Predicate<NonNullable<RuleConditions[K]>> } = {
  fromScope,
  from,
  sentToScope,
  sentTo,
  headerContainsWords,
  headerMatchesPatterns,
  subjectContainsWords,
  subjectMatchesPatterns,
};
