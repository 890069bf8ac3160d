// Automatic replies of mailboxes whose owners are away: one to each sender in each period.
import type { PromotedDelivery, StoreDriverContext } from "../../agent-api/agents.ts";
import type { Mailbox, Organization } from "../../organization/organization.ts";
import type { ReplyHistory } from "./reply-history.ts";
import { replyMail } from "./reply-mail.ts";
import { isActive, mayBeAnswered, replyFor } from "./who-gets-a-reply.ts";

export interface AutomaticRepliesOptions {
  readonly history: ReplyHistory;
  /** Since when what `read` gives has been what it is now, milliseconds UTC. */
  readonly unchangedSince: (read: (organization: Organization) => unknown) => number;
}

export class AutomaticReplies {
  readonly #options: AutomaticRepliesOptions;
  /** When the period began of each mailbox that was asked for under one configuration. */
  readonly #since = new WeakMap<Organization, Map<string, number>>();

  constructor(options: AutomaticRepliesOptions) {
    this.#options = options;
  }

  async answer({ item, recipient, messageClass }: PromotedDelivery, owner: Mailbox, context: StoreDriverContext) {
    const { automaticReplies } = owner;
    const { tx, now, organization } = context;
    if (!automaticReplies || !isActive(automaticReplies, now) || !mayBeAnswered(item, messageClass)) return;
    // SendOofMessageToOriginatorEnabled of a group is false. Set-DistributionGroup
    if (recipient.history?.some(({ by }) => by === "group")) return;
    const reply = replyFor(item, owner, automaticReplies, organization);
    if (!reply) return;
    const since = this.#periodOf(owner.address, organization);
    if (!(await this.#options.history.enter(tx, owner.address, item.sender.toLowerCase(), since))) return;
    await context.submit(replyMail(reply, item, owner, { hostname: organization.hostname, now }));
  }

  /** The texts may change within a period; what turns the replies on and off begins a new one. */
  #periodOf(address: string, organization: Organization): number {
    const known = this.#since.get(organization) ?? new Map<string, number>();
    this.#since.set(organization, known);
    let since = known.get(address);
    if (since === undefined) {
      since = this.#options.unchangedSince(({ mailboxes }) => {
        const replies = mailboxes.find((mailbox) => mailbox.address === address)?.automaticReplies;
        return replies && [replies.autoReplyState, replies.startTime, replies.endTime];
      });
      known.set(address, since);
    }
    return since;
  }
}
