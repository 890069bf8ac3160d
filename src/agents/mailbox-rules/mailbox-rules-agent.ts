// Mailbox Rules Agent: junk mail, inbox rules and automatic replies of each mailbox that a message comes to. It runs behind
// the recall agent: what that took off the mail is none for rules. docs/recall.md R18
import { setImmediate } from "node:timers/promises";
import type {
  InitializedMessage,
  PromotedDelivery,
  StoreDriverAgent,
  StoreDriverContext,
} from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { ContentStore } from "../../database/content-store.ts";
import { evaluateInboxRules, needsContent } from "../../mailbox/inbox-rules/evaluate-inbox-rules.ts";
import { isJunk, isSpam } from "../../mailbox/inbox-rules/junk.ts";
import { readContent } from "../../mailbox/inbox-rules/read-content.ts";
import { type RuleMessage, ruleMessageOf } from "../../mailbox/inbox-rules/rule-message.ts";
import type { MailboxStore } from "../../mailbox/mailbox-store.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Mailbox, Organization } from "../../organization/organization.ts";
import type { AutomaticReplies } from "../automatic-reply/automatic-replies.ts";
import { type AppliedRules, applyRules } from "./apply-rules.ts";
import { completeCopy } from "./complete-copy.ts";
import { ownersOf } from "./owners.ts";
import { prepareSending, type SentOn } from "./send-on.ts";
import { RuleEvents } from "./track-rules.ts";

/** Rules of many mailboxes are evaluated this long at a time, real milliseconds. */
const TURN_MS = 10;

export const MAILBOX_RULES_AGENT = "Mailbox Rules Agent";

export interface MailboxRulesOptions {
  readonly mailboxes: MailboxStore;
  readonly contents: ContentStore;
  readonly replies: AutomaticReplies;
}

/** What is to happen to the copy of one mailbox. */
interface Plan {
  readonly owner: Mailbox;
  readonly isJunk: boolean;
  readonly rules: readonly SentOn[];
  applied?: AppliedRules;
}

/** Of one message; nothing is kept of one that concerns no owner. */
interface Plans {
  readonly isSpam: boolean;
  readonly byMailbox: ReadonlyMap<string, Plan>;
}

export class MailboxRulesAgent implements StoreDriverAgent {
  readonly name = MAILBOX_RULES_AGENT;
  /** After the Transport Message Recall Agent. */
  readonly priority = 30;
  readonly #options: MailboxRulesOptions;
  readonly #plans = new WeakMap<MailItem, Plans>();

  constructor(options: MailboxRulesOptions) {
    this.#options = options;
  }

  async onInitialized(
    { item, messageClass }: InitializedMessage,
    { now, organization }: { now: number; organization: Organization },
  ): Promise<void> {
    const owners = ownersOf(organization);
    const spam = isSpam(item.headers);
    if (owners.size === 0 && !spam) return;
    const present = new Set(item.recipients.map(({ mailbox, address }) => owners.get(mailbox ?? address)));
    present.delete(undefined);
    if (present.size === 0 && !spam) return;
    const found = [...present] as Mailbox[];
    const content = found.some((owner) => needsContent(owner.inboxRules ?? [])) ? await readContent(item) : undefined;
    const message = ruleMessageOf(item, messageClass, now, content);
    const plans = new Map<string, Plan>();
    let turnEnds = performance.now() + TURN_MS;
    for (const owner of found) {
      plans.set(owner.address, await this.#plan(item, owner, message, spam, organization, now));
      if (performance.now() < turnEnds) continue;
      await setImmediate();
      turnEnds = performance.now() + TURN_MS;
    }
    this.#plans.set(item, { isSpam: spam, byMailbox: plans });
  }

  async onPromoted(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const item = batch[0]?.item;
    const plans = item && this.#plans.get(item);
    if (!plans) return;
    const { folders } = this.#options.mailboxes;
    const events = new RuleEvents();
    for (const delivery of batch) {
      if (delivery.verdict.kind !== "deliver") continue;
      const plan = plans.byMailbox.get(delivery.mailbox);
      if (plan ? plan.isJunk : plans.isSpam) {
        const junk = folders.wellKnown(delivery.mailbox, "junkemail");
        if (junk) delivery.folderId = junk.id;
      } else if (plan && plan.rules.length > 0) {
        plan.applied = applyRules(plan.rules, delivery, folders);
        events.add(plan.applied, delivery.recipient.address);
      }
    }
    await events.track(item, context);
  }

  async onCreated(batch: readonly PromotedDelivery[], context: StoreDriverContext): Promise<void> {
    const plans = batch[0] && this.#plans.get(batch[0].item);
    if (!plans) return;
    for (const delivery of batch) {
      const plan = plans.byMailbox.get(delivery.mailbox);
      if (!plan || plan.isJunk) continue;
      if (plan.applied) await completeCopy(plan.applied, delivery, plan.owner, this.#options.mailboxes, context);
      for (const { messages } of plan.rules) for (const message of messages) await context.submit(message);
      await this.#options.replies.answer(delivery, plan.owner, context);
    }
  }

  async #plan(
    item: MailItem,
    owner: Mailbox,
    message: RuleMessage,
    spam: boolean,
    organization: Organization,
    now: number,
  ): Promise<Plan> {
    if (isJunk(spam, message.from, owner.junkEmail)) return { owner, isJunk: true, rules: [] };
    const { primaryAddress } = directoryOf(organization);
    const matched = evaluateInboxRules(owner.inboxRules ?? [], message, { address: owner.address, primaryAddress });
    const rules = await prepareSending(matched, {
      item,
      message,
      owner,
      organization,
      contents: this.#options.contents,
      now,
    });
    return { owner, isJunk: false, rules };
  }
}
