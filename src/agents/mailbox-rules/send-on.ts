// What rules send on: ForwardTo, ForwardAsAttachmentTo, RedirectTo. Made before the delivery's transaction, for the body
// is written anew; submitted in it, once the copy is there.
import type { NewMessage } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { ContentStore } from "../../database/content-store.ts";
import type { MatchedRule } from "../../mailbox/inbox-rules/evaluate-inbox-rules.ts";
import { loopCount, MOST_LOOPS } from "../../mailbox/inbox-rules/loop.ts";
import { sensitivityOf } from "../../mailbox/inbox-rules/predicates.ts";
import type { RuleMessage } from "../../mailbox/inbox-rules/rule-message.ts";
import { parseAddresses } from "../../mime/address.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox, Organization } from "../../organization/organization.ts";
import { forwardedMail } from "./forwarded-mail.ts";
import { redirectedMail } from "./redirected-mail.ts";

/** A rule that matched, and the messages that it sends. */
export interface SentOn extends MatchedRule {
  readonly messages: readonly NewMessage[];
  /** "ForwardTo carol@contoso.com" */
  readonly done: readonly string[];
  /** Why nothing is sent. */
  readonly notes: readonly string[];
}

export interface Sending {
  readonly item: MailItem;
  readonly message: RuleMessage;
  readonly owner: Mailbox;
  readonly organization: Organization;
  readonly contents: ContentStore;
  readonly now: number;
}

/** A rule with more is not applied. Learn: Exchange Online limits, "Forwardee limit" */
const MOST_FORWARDEES = 10;
const ACTIONS = ["forwardTo", "forwardAsAttachmentTo", "redirectTo"] as const;

export async function prepareSending(matched: readonly MatchedRule[], sending: Sending): Promise<SentOn[]> {
  const prepared: SentOn[] = [];
  for (const rule of matched) prepared.push(await prepareRule(rule, sending));
  return prepared;
}

async function prepareRule(rule: MatchedRule, sending: Sending): Promise<SentOn> {
  const messages: NewMessage[] = [];
  const done: string[] = [];
  const notes: string[] = [];
  for (const action of ACTIONS) {
    const wanted = rule.actions[action];
    if (!wanted || wanted.length === 0) continue;
    const word = action.charAt(0).toUpperCase() + action.slice(1);
    const targets = withoutSenders(wanted, sending);
    const hindrance = hindranceTo(wanted, targets, sending.message);
    if (hindrance !== undefined) {
      notes.push(`${word} ${wanted.join(", ")}: not sent, ${hindrance}`);
      continue;
    }
    messages.push(
      action === "redirectTo"
        ? await redirectedMail(targets, sending)
        : await forwardedMail(targets, sending, action === "forwardAsAttachmentTo"),
    );
    done.push(`${word} ${targets.join(", ")}`);
  }
  return { ...rule, messages, done, notes };
}

/** As the Mailbox Rules Agent of Exchange has it, in its words where it has some. */
function hindranceTo(wanted: readonly string[], targets: readonly string[], message: RuleMessage): string | undefined {
  const loops = loopCount(message.headers);
  if (loops >= MOST_LOOPS) return `XLoopHeaderCount:${loops}/${MOST_LOOPS}`;
  if (/^REPORT\./i.test(message.messageClass)) return "it is a report";
  if (sensitivityOf(message) === "Private") return "the message is private";
  if (wanted.length > MOST_FORWARDEES) return `ForwardeeCount:${wanted.length}/${MOST_FORWARDEES}`;
  return targets.length === 0 ? "nobody is left but its sender" : undefined;
}

/** Nobody gets back what they sent, or what they sent on. */
function withoutSenders(targets: readonly string[], { message, organization }: Sending): string[] {
  const { primaryAddress } = directoryOf(organization);
  const resent = message.headers.all("Resent-From").flatMap((value) => parseAddresses(value));
  const senders = new Set([...message.from, ...resent.map(({ address }) => address)].map(primaryAddress));
  return targets.filter((address) => !senders.has(primaryAddress(address)));
}
