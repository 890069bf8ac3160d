// Conditions of inbox rules under Graph's names. Microsoft Graph: messageRulePredicates resource type; New-InboxRule
import { z } from "zod";
import type { InboxRuleMessageType, InboxRulePredicates } from "../../../organization/inbox-rule.ts";
import { entity } from "./graph-json.ts";
import { refuseRule, ruleRecipients, toRuleAddresses, toRuleRecipients } from "./rule-recipients.ts";

/** Graph's name, the cmdlet's. */
const WORDS = [
  ["bodyContains", "bodyContainsWords"],
  ["bodyOrSubjectContains", "subjectOrBodyContainsWords"],
  ["headerContains", "headerContainsWords"],
  ["recipientContains", "recipientAddressContainsWords"],
  ["senderContains", "fromAddressContainsWords"],
  ["subjectContains", "subjectContainsWords"],
] as const;
const FLAGS = [
  ["hasAttachments", "hasAttachment"],
  ["notSentToMe", "myNameNotInToBox"],
  ["sentCcMe", "myNameInCcBox"],
  ["sentOnlyToMe", "sentOnlyToMe"],
  ["sentToMe", "myNameInToBox"],
  ["sentToOrCcMe", "myNameInToOrCcBox"],
] as const;
const PEOPLE = [
  ["fromAddresses", "from"],
  ["sentToAddresses", "sentTo"],
] as const;
const TYPES = [
  ["isApprovalRequest", "ApprovalRequest"],
  ["isAutomaticForward", "AutomaticForward"],
  ["isAutomaticReply", "AutomaticReply"],
  ["isEncrypted", "Encrypted"],
  ["isMeetingRequest", "Calendaring"],
  ["isMeetingResponse", "CalendaringResponse"],
  ["isNonDeliveryReport", "NonDeliveryReport"],
  ["isPermissionControlled", "PermissionControlled"],
  ["isReadReceipt", "ReadReceipt"],
  ["isSigned", "Signed"],
  ["isVoicemail", "Voicemail"],
] as const satisfies readonly (readonly [string, InboxRuleMessageType])[];
const IMPORTANCES = { low: "Low", normal: "Normal", high: "High" } as const;
const SENSITIVITIES = {
  normal: "Normal",
  personal: "Personal",
  private: "Private",
  confidential: "CompanyConfidential",
} as const;
const KB = 1024;

const words = z.array(z.string().trim().min(1).max(255)).max(100).nullish();
const flag = z.boolean().nullish();
const kilobytes = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .nullish();

function each<const N extends string, S extends z.ZodType>(names: readonly (readonly [N, unknown])[], schema: S) {
  return Object.fromEntries(names.map(([name]) => [name, schema])) as Record<N, S>;
}

export const rulePredicatesInput = entity({
  ...each(WORDS, words),
  ...each(FLAGS, flag),
  ...each(PEOPLE, ruleRecipients.nullish()),
  ...each(TYPES, flag),
  importance: z.enum(["low", "normal", "high"]).nullish(),
  sensitivity: z.enum(["normal", "personal", "private", "confidential"]).nullish(),
  withinSizeRange: entity({ minimumSize: kilobytes, maximumSize: kilobytes }).nullish(),
  // What these ask for is nothing that mail here has before its owner reads it.
  categories: z.array(z.string()).max(0, "rules by category are not available here").nullish(),
  messageActionFlag: z.null("rules by the flag of an action are not available here").optional(),
});

type PredicatesInput = z.output<typeof rulePredicatesInput>;

export function toPredicates(given: PredicatesInput | null | undefined): InboxRulePredicates {
  if (!given) return {};
  const types = TYPES.filter(([name]) => given[name]);
  if (types.length > 1)
    throw refuseRule(`A message is of one type: ${types.map(([name]) => name).join(" and ")} can't both hold here.`);
  const { minimumSize: least, maximumSize: most } = given.withinSizeRange ?? {};
  if (least != null && most != null && most < least) throw refuseRule("maximumSize is less than minimumSize.");
  const one = <K extends string, V>(name: K, value: V | undefined | null) =>
    value === undefined || value === null ? {} : ({ [name]: value } as Record<K, V>);
  const list = <K extends string>(name: K, value: readonly string[] | undefined | null) =>
    one(name, value && value.length > 0 ? value : undefined);
  return Object.assign(
    {},
    ...WORDS.map(([name, as]) => list(as, given[name])),
    ...FLAGS.map(([name, as]) => one(as, given[name] || undefined)),
    ...PEOPLE.map(([name, as]) => list(as, given[name] && toRuleAddresses(given[name]))),
    ...types.map(([, type]) => ({ messageTypeMatches: type })),
    one("withImportance", given.importance && IMPORTANCES[given.importance]),
    one("withSensitivity", given.sensitivity && SENSITIVITIES[given.sensitivity]),
    one("withinSizeRangeMinimum", least == null ? undefined : least * KB),
    one("withinSizeRangeMaximum", most == null ? undefined : most * KB),
  );
}

/** Null: there are none. */
export function showPredicates(predicates: InboxRulePredicates): Record<string, unknown> | null {
  const { withImportance, withSensitivity, messageTypeMatches } = predicates;
  const { withinSizeRangeMinimum: least, withinSizeRangeMaximum: most } = predicates;
  const shown: Record<string, unknown> = {};
  for (const [name, as] of [...WORDS, ...FLAGS]) if (predicates[as] !== undefined) shown[name] = predicates[as];
  for (const [name, as] of PEOPLE) if (predicates[as]) shown[name] = toRuleRecipients(predicates[as]);
  const type = TYPES.find(([, one]) => one === messageTypeMatches);
  if (type) shown[type[0]] = true;
  if (withImportance) shown.importance = withImportance.toLowerCase();
  if (withSensitivity)
    shown.sensitivity = withSensitivity === "CompanyConfidential" ? "confidential" : withSensitivity.toLowerCase();
  if (least !== undefined || most !== undefined)
    shown.withinSizeRange = {
      minimumSize: Math.floor((least ?? 0) / KB),
      maximumSize: most === undefined ? null : Math.ceil(most / KB),
    };
  return Object.keys(shown).length > 0 ? shown : null;
}

/** Conditions that Graph has no name for. */
export function isBeyondGraph({ receivedAfterDate, receivedBeforeDate }: InboxRulePredicates): boolean {
  return receivedAfterDate !== undefined || receivedBeforeDate !== undefined;
}
