// The agents that every sandbox runs. To add one, name it here; its priority says when its turn comes.
import type { ContentStore } from "../database/content-store.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import type { SubmittedMessages } from "../mailbox/submitted-messages.ts";
import type { ConfigurationStore } from "../organization/configuration-store.ts";
import type { Agents } from "../transport/agent-runtime.ts";
import type { Moderation } from "../transport/moderation/moderation.ts";
import { AutomaticReplies } from "./automatic-reply/automatic-replies.ts";
import { ReplyHistory } from "./automatic-reply/reply-history.ts";
import { ClassicOutlookAgent } from "./classic-outlook/classic-outlook-agent.ts";
import { HeaderFirewallAgent } from "./header-firewall.ts";
import { JournalAgent } from "./journal/journal-agent.ts";
import { MailboxRulesAgent } from "./mailbox-rules/mailbox-rules-agent.ts";
import { RemoteDomainAgent } from "./mailbox-rules/remote-domain-agent.ts";
import { ApprovalProcessingAgent } from "./moderation/approval-agent.ts";
import { MailboxQuotaAgent } from "./quota-agent.ts";
import { TenantRecallAgent } from "./recall/across-tenants/tenant-recall-agent.ts";
import type { TenantRecalls } from "./recall/across-tenants/tenant-recalls.ts";
import type { RecallDeadlines } from "./recall/deadlines.ts";
import { TransportMessageRecallAgent } from "./recall/recall-agent.ts";
import type { RecallRegister } from "./recall/register.ts";
import { TransportMessageRecallRoutingAgent } from "./recall/routing-agent.ts";
import { TransportRuleAgent } from "./transport-rule-agent.ts";

export interface BuiltInAgentsOptions {
  readonly recalls: RecallRegister;
  readonly tenantRecalls: TenantRecalls;
  readonly submitted: SubmittedMessages;
  readonly mailboxes: MailboxStore;
  readonly contents: ContentStore;
  readonly configurations: Pick<ConfigurationStore, "unchangedSince">;
  readonly deadlines: RecallDeadlines;
  readonly moderation: () => Moderation;
  /** Page of one recall, for its report mail. */
  readonly reportUrl: (requestMessageId: string) => string;
}

export function withBuiltInAgents(own: Partial<Agents>, options: BuiltInAgentsOptions): Agents {
  const { recalls, submitted, mailboxes, contents, configurations, deadlines, reportUrl } = options;
  const replies = new AutomaticReplies({
    history: new ReplyHistory(),
    unchangedSince: (read) => configurations.unchangedSince(read),
  });
  const acrossTenants = new TenantRecallAgent(options.tenantRecalls, mailboxes);
  return {
    smtpReceive: [new HeaderFirewallAgent("inbound"), ...(own.smtpReceive ?? [])],
    routing: [
      new HeaderFirewallAgent("outbound"),
      new ApprovalProcessingAgent(() => options.moderation()),
      new TransportMessageRecallRoutingAgent({ register: recalls, submitted, deadlines, reportUrl }),
      acrossTenants,
      new TransportRuleAgent(contents),
      new RemoteDomainAgent(),
      new JournalAgent(contents),
      ...(own.routing ?? []),
    ],
    storeDriver: [
      new TransportMessageRecallAgent(recalls, mailboxes),
      acrossTenants,
      new ClassicOutlookAgent(mailboxes),
      new MailboxQuotaAgent(mailboxes),
      new MailboxRulesAgent({ mailboxes, contents, replies }),
      ...(own.storeDriver ?? []),
    ],
  };
}

export function together(some: Agents, others: Agents): Agents {
  return {
    smtpReceive: [...some.smtpReceive, ...others.smtpReceive],
    routing: [...some.routing, ...others.routing],
    storeDriver: [...some.storeDriver, ...others.storeDriver],
  };
}

export function namesOf({ smtpReceive, routing, storeDriver }: Agents): string[] {
  return [...new Set([...smtpReceive, ...routing, ...storeDriver].map(({ name }) => name))];
}

/** For a look at users' agents without a sandbox: none of the parts is asked for anything before a message comes. */
export function builtInNames(): string[] {
  return namesOf(withBuiltInAgents({}, {} as BuiltInAgentsOptions));
}
