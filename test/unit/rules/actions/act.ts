// One rule's actions on one message, for tests of single actions.
import type { MailItem } from "../../../../src/agent-api/mail-item.ts";
import { type AppliedActions, applyActions } from "../../../../src/rules/apply-actions.ts";
import { ruleContextOf } from "../../../../src/rules/rule-context.ts";
import { type FlatRule, type MailParts, mail, NOW, organizationWith } from "../rule-fixtures.ts";

export interface Acted {
  readonly item: MailItem;
  readonly outcome: AppliedActions;
  readonly effects: readonly string[];
  readonly header: string;
}

/** @param more is configured beside the tenant of the fixtures. */
export async function act(flat: FlatRule, parts: MailParts = {}, more: object = {}): Promise<Acted> {
  const organization = organizationWith([{ name: "R", ...flat }], more);
  const [rule] = organization.transportRules;
  if (!rule) throw new Error("no rule");
  const item = mail(parts);
  const context = ruleContextOf(organization, NOW);
  const outcome = await applyActions({ rule, item, context, matched: [...item.recipients] });
  const effects = outcome.applied.map(({ action, effect }) => `${action}: ${effect}`);
  return { item, outcome, effects, header: item.headers.toBuffer().toString("utf8") };
}

/** A message with that body, as the store has it: from the blank line on. */
export function withBody(text: string | Buffer): Pick<MailItem, "body"> {
  const bytes = Buffer.concat([Buffer.from("\r\n"), Buffer.from(text)]);
  return {
    body: {
      size: bytes.length,
      read: async () => bytes,
      chunks: async function* () {
        yield bytes;
      },
    },
  };
}
