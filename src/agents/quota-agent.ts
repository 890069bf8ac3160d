// A mailbox beyond its quota takes nothing more: Set-Mailbox -ProhibitSendReceiveQuota. The text is that of the service's
// NDRs (docs/fidelity.md).
import type { PromotedDelivery, StoreDriverAgent, StoreDriverContext } from "../agent-api/agents.ts";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import { bytesUsed } from "../mailbox/mailbox-usage.ts";
import { directoryOf } from "../organization/directory.ts";
import { reply } from "../smtp/reply.ts";
import { itemColumns } from "../trace/tracking-log.ts";

export const MAILBOX_FULL = reply(
  554,
  "5.2.2",
  "mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message due to a permanent exception",
);

export class MailboxQuotaAgent implements StoreDriverAgent {
  readonly name = "Mailbox Quota Agent";
  /** Behind the recall agents: a full mailbox gives back what is recalled from it. */
  readonly priority = 12;
  readonly #mailboxes: MailboxStore;

  constructor(mailboxes: MailboxStore) {
    this.#mailboxes = mailboxes;
  }

  async onPromoted(batch: readonly PromotedDelivery[], { tx, organization }: StoreDriverContext): Promise<void> {
    const directory = directoryOf(organization);
    if (!directory.hasQuotas) return;
    for (const delivery of batch) {
      const quota = directory.findMailbox(delivery.mailbox)?.prohibitSendReceiveQuota;
      if (quota === undefined || delivery.verdict.kind !== "deliver") continue;
      const used = await bytesUsed(tx, this.#mailboxes.folders, delivery.mailbox);
      if (used + itemColumns(delivery.item).size > quota) delivery.verdict = { kind: "fail", reply: MAILBOX_FULL };
    }
  }
}
