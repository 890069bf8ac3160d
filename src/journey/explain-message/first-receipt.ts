// The message of a journey as it came in first: its bytes, from the leg or the sender's copy, and its envelope.
import type { MailboxStore } from "../../mailbox/mailbox-store.ts";
import { directoryOf } from "../../organization/directory.ts";
import type { Organization } from "../../organization/organization.ts";
import type { Legs } from "../../trace/legs.ts";
import type { TrackingLog, TrackingRow } from "../../trace/tracking-log.ts";
import type { Journey, JourneyPass } from "../journey.ts";
import { ExplainError, type MessageToExplain } from "./received-message.ts";

export interface ReceiptServices {
  readonly legs: Pick<Legs, "list" | "bytes">;
  readonly tracking: Pick<TrackingLog, "ofMessages">;
  readonly mailboxes: Pick<MailboxStore, "folders" | "list" | "bytes">;
  readonly organization: Organization;
}

export interface FirstReceipt extends MessageToExplain {
  /** Milliseconds UTC. */
  readonly at: number;
}

/** @throws ExplainError where its bytes are gone. */
export async function firstReceipt(journey: Journey, services: ReceiptServices): Promise<FirstReceipt> {
  const [pass] = journey.passes;
  const events = pass ? await services.tracking.ofMessages([pass.networkMessageId]) : [];
  const receipt = events.find(({ eventId }) => eventId === "RECEIVE");
  if (!pass || !receipt) throw new ExplainError("It was never received: nothing is known of its first pass.");
  const bytes = (await bytesOfLeg(pass, journey, services)) ?? (await bytesOfCopy(receipt, services));
  if (!bytes) {
    throw new ExplainError(
      "The bytes of this message as it came in are kept nowhere: no leg and no copy in the sender's mailbox has them. Give the message itself.",
    );
  }
  const { clientIp } = receipt.data;
  return {
    ...(pass.entry === "submission" && typeof clientIp === "string" && { clientIp }),
    ...{ bytes, sender: receipt.sender, recipients: receipt.recipients, at: receipt.at },
    ...{ authAs: pass.authAs, entry: pass.entry },
    ...(pass.connector !== null && { connector: pass.connector }),
  };
}

async function bytesOfLeg(pass: JourneyPass, { id }: Journey, { legs }: ReceiptServices): Promise<Buffer | undefined> {
  const crossed = await legs.list({ journeyId: id });
  const leg = crossed.find((one) => one.direction === "in" && one.networkMessageId === pass.networkMessageId);
  return leg && legs.bytes(leg);
}

/** The sender's copy is what was submitted, with Bcc; one that was delivered has been through the rules. */
async function bytesOfCopy(
  { messageId, sender, networkMessageId }: TrackingRow,
  { mailboxes, organization }: ReceiptServices,
): Promise<Buffer | undefined> {
  const mailbox = directoryOf(organization).findMailbox(sender)?.address;
  const sent = mailbox === undefined ? undefined : mailboxes.folders.wellKnown(mailbox, "sentitems");
  if (mailbox === undefined || !sent) return undefined;
  const copies = await mailboxes.list(mailbox, { folderId: sent.id, messageId });
  const own = copies.find((copy) => copy.networkMessageId === networkMessageId) ?? copies[0];
  return own && mailboxes.bytes(own);
}
