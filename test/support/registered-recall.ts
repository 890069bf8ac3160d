// A recall that stands in the register without mail: as many recipients as a test of pages needs.
import type { RecallRegister } from "../../src/agents/recall/register.ts";
import type { RecallStatus, TrueReason } from "../../src/agents/recall/status.ts";
import type { MailboxStore } from "../../src/mailbox/mailbox-store.ts";
import { NOON } from "./sandbox.ts";

export interface RegisteredRecipient {
  readonly address: string;
  /** "left": pending, and the request has left the tenant at level 2023-04. */
  readonly status: RecallStatus | "left";
  readonly trueReason?: TrueReason;
}

export interface RegisteredRecall {
  /** With its angle brackets. */
  readonly requestMessageId: string;
  readonly subject?: string;
  readonly mailbox?: string;
}

/** Requested at noon; original "<1@contoso.com>", of alice unless said otherwise. */
export async function registerRecall(
  { recalls, mailboxes }: { readonly recalls: RecallRegister; readonly mailboxes: MailboxStore },
  { requestMessageId, subject = "Budget", mailbox = "alice@contoso.com" }: RegisteredRecall,
  recipients: readonly RegisteredRecipient[],
): Promise<void> {
  const left = recipients.filter(({ status }) => status === "left").map(({ address }) => address);
  await mailboxes.write(async (tx) => {
    await recalls.open(tx, {
      ...{ requestMessageId, originalMessageId: "<1@contoso.com>", originalSearchKey: "", mailbox, subject },
      ...{ requestedAt: NOON, level: "2026-09", networkMessageId: "n", deadline: NOON + 86_400_000 },
    });
    await recalls.addRecipients(
      tx,
      recipients.map(({ address, status, trueReason = null }) => ({
        ...{ requestMessageId, address, kind: "mailbox", trueReason, at: NOON },
        status: status === "left" ? "pending" : status,
      })),
    );
    await recalls.noteLeft(tx, requestMessageId, left, NOON);
  });
}
