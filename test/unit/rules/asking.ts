// One rule against one message, in a contoso.com of your own: whom it matches, and what its only finding says.
import { evaluateRule } from "../../../src/rules/evaluate-rule.ts";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import { addressesOf, type FlatRule, type MailParts, mail, NOW, organizationWith } from "./rule-fixtures.ts";

export interface Asked {
  readonly matched: readonly string[];
  /** What was seen, for the first of the rule's findings. */
  readonly seen: string;
  readonly wanted: readonly string[];
}

export async function askRule(flat: FlatRule, parts: MailParts, tenant: object = {}): Promise<Asked> {
  const organization = organizationWith([{ name: "R", stopRuleProcessing: true, ...flat }], tenant);
  const [rule] = organization.transportRules;
  if (!rule) throw new Error("no rule");
  const { matched, explanation } = await evaluateRule(rule, mail(parts), ruleContextOf(organization, NOW));
  const [finding] = explanation.findings;
  return { matched: addressesOf(matched), seen: finding?.seen ?? explanation.sentence, wanted: finding?.wanted ?? [] };
}

/** The same asked as an exception. */
export const exceptIf = (flat: FlatRule): FlatRule =>
  Object.fromEntries(
    Object.entries(flat).map(([key, value]) =>
      /^(senderAddressLocation|recipientAddressType)$/.test(key)
        ? [key, value]
        : [`exceptIf${key.charAt(0).toUpperCase()}${key.slice(1)}`, value],
    ),
  );
