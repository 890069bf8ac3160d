// The conditions that rules know, under the names they have in a rule.
import type { RulePredicates } from "../../organization/organization.ts";
import type { Predicate } from "../predicate.ts";
import { from } from "./from.ts";
import { fromScope } from "./from-scope.ts";
import { headerContains } from "./header-contains.ts";
import { headerMatches } from "./header-matches.ts";
import { sentTo } from "./sent-to.ts";
import { sentToScope } from "./sent-to-scope.ts";
import { subjectContainsWords } from "./subject-contains-words.ts";
import { subjectMatchesPatterns } from "./subject-matches-patterns.ts";

export const PREDICATES: { readonly [K in keyof RulePredicates]-?: Predicate<NonNullable<RulePredicates[K]>> } = {
  fromScope,
  from,
  sentToScope,
  sentTo,
  headerContains,
  headerMatches,
  subjectContainsWords,
  subjectMatchesPatterns,
};
