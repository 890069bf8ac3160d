// What a rule may ask of a message, under the names that the conditions have. New-InboxRule
import type { InboxRulePredicates } from "../../organization/inbox-rule.ts";
import { isOfType } from "./message-type.ts";
import { foldText, type RuleMessage, type RuleOwner } from "./rule-message.ts";

type Predicate<V> = (value: V, message: RuleMessage, owner: RuleOwner) => boolean;

/** False for a condition that says `false`: it isn't used. */
const flag =
  (holds: (message: RuleMessage, owner: RuleOwner) => boolean): Predicate<boolean> =>
  (_, message, owner) =>
    holds(message, owner);

export const PREDICATES: {
  readonly [K in keyof InboxRulePredicates]-?: Predicate<NonNullable<InboxRulePredicates[K]>>;
} = {
  from: (addresses, { from }, owner) => meet(addresses, from, owner),
  fromAddressContainsWords: (words, { from }) => from.some((address) => contains(foldText(address), words)),
  subjectContainsWords: (words, { searched }) => contains(searched.subject, words),
  bodyContainsWords: (words, { searched }) => contains(searched.body, words),
  subjectOrBodyContainsWords: (words, { searched }) =>
    contains(searched.subject, words) || contains(searched.body, words),
  headerContainsWords: (words, { searched }) => contains(searched.headers, words),
  recipientAddressContainsWords: (words, { to, cc }) =>
    [...to, ...cc].some((address) => contains(foldText(address), words)),
  sentTo: (addresses, { to, cc }, owner) => meet(addresses, [...to, ...cc], owner),
  sentOnlyToMe: flag(({ to, cc }, owner) => to.length === 1 && cc.length === 0 && names(to, owner)),
  myNameInToBox: flag(({ to }, owner) => names(to, owner)),
  myNameInCcBox: flag(({ cc }, owner) => names(cc, owner)),
  myNameInToOrCcBox: flag(({ to, cc }, owner) => names(to, owner) || names(cc, owner)),
  myNameNotInToBox: flag(({ to }, owner) => !names(to, owner)),
  hasAttachment: flag(({ content }) => content?.hasAttachment ?? false),
  withImportance: (wanted, message) => importanceOf(message) === wanted,
  withSensitivity: (wanted, message) => sensitivityOf(message) === wanted,
  messageTypeMatches: (type, message) => isOfType(message, type),
  withinSizeRangeMinimum: (bytes, { size }) => size >= bytes,
  withinSizeRangeMaximum: (bytes, { size }) => size <= bytes,
  receivedAfterDate: (instant, { receivedAt }) => receivedAt > instant,
  receivedBeforeDate: (instant, { receivedAt }) => receivedAt < instant,
};

const OF_THE_CONTENT: readonly (keyof InboxRulePredicates)[] = [
  "bodyContainsWords",
  "subjectOrBodyContainsWords",
  "hasAttachment",
];

export function asksForContent(predicates: InboxRulePredicates): boolean {
  const isOfMeetings = /^Calendaring/.test(predicates.messageTypeMatches ?? "");
  return isOfMeetings || OF_THE_CONTENT.some((name) => isUsed(predicates[name]));
}

/** "The condition isn't used" with $false. New-InboxRule */
export function isUsed(value: unknown): boolean {
  return value !== undefined && value !== false;
}

/** One answer for each condition that is used. */
export function answers(predicates: InboxRulePredicates, message: RuleMessage, owner: RuleOwner): boolean[] {
  return (
    (Object.keys(predicates) as (keyof InboxRulePredicates)[])
      .filter((name) => isUsed(predicates[name]))
      // The table pairs each name with the predicate of its value's type; a union of both loses that.
      .map((name) => (PREDICATES[name] as Predicate<unknown>)(predicates[name], message, owner))
  );
}

/** Anywhere, in any case: inbox rules know no word boundaries (FL_SUBSTRING). [MS-OXCDATA] §2.12.4.1 */
function contains(searched: string, words: readonly string[]): boolean {
  return words.some((word) => searched.includes(foldText(word)));
}

function meet(wanted: readonly string[], present: readonly string[], owner: RuleOwner): boolean {
  const primaries = new Set(wanted.map((address) => owner.primaryAddress(address)));
  return present.some((address) => primaries.has(owner.primaryAddress(address)));
}

function names(addresses: readonly string[], owner: RuleOwner): boolean {
  return addresses.some((address) => owner.primaryAddress(address) === owner.address);
}

/** [MS-OXCMAIL] §2.1.3.2.9 */
function importanceOf({ headers }: RuleMessage): "Low" | "Normal" | "High" {
  const value = (headers.get("Importance") ?? headers.get("X-Priority") ?? "").trim().toLowerCase();
  if (/^(?:high|[12]\b)/.test(value)) return "High";
  return /^(?:low|[45]\b)/.test(value) ? "Low" : "Normal";
}

/** RFC 4021 §2.1.55 */
export function sensitivityOf({ headers }: Pick<RuleMessage, "headers">) {
  const value = (headers.get("Sensitivity") ?? "").trim().toLowerCase();
  if (value === "personal") return "Personal";
  if (value === "private") return "Private";
  return value === "company-confidential" ? "CompanyConfidential" : "Normal";
}
