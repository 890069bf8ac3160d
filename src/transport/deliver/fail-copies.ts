// Copies that an agent of the store driver refused: the trace says why, and the sender hears of it.
import type { PromotedDelivery } from "../../agent-api/agents.ts";
import type { MailItem } from "../../agent-api/mail-item.ts";
import type { Tx } from "../../database/database.ts";
import { formatReply, type SmtpReply } from "../../smtp/reply.ts";
import { noticesOf } from "../notifications.ts";
import { insertGenerated } from "../receive/generated.ts";
import type { TransportServices } from "../services.ts";

export async function failCopies(
  tx: Tx,
  item: MailItem,
  batch: readonly PromotedDelivery[],
  services: TransportServices,
  now: number,
): Promise<void> {
  const failed = new Map<SmtpReply, PromotedDelivery["recipient"][]>();
  for (const { verdict, recipient } of batch) {
    if (verdict.kind !== "fail") continue;
    const known = failed.get(verdict.reply);
    if (known) known.push(recipient);
    else failed.set(verdict.reply, [recipient]);
  }
  for (const [reply, recipients] of failed) {
    const addresses = recipients.map(({ address }) => address);
    const detail = formatReply(reply);
    await services.tracking.write(tx, now, item, {
      eventId: "FAIL",
      source: "STOREDRIVER",
      recipients: addresses,
      detail,
    });
    // The header block alone is returned: in a transaction no body is read.
    const notice = { item: { ...item, ret: "HDRS" as const }, recipients, reply };
    for (const message of await noticesOf("failed", [notice], services.organization(), now))
      await insertGenerated(tx, services, message, { by: "", parent: item, now });
  }
}
