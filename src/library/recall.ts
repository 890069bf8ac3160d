// A recall as a test makes it: the request that Graph would make, then what became of it for each recipient.
import { OUTLOOK_RECALL, type OutlookRecall } from "../agents/recall/outlook-request.ts";
import { type RecallView, type RecipientView, viewRecall } from "../agents/recall/recall-view.ts";
import type { RecallTotals } from "../agents/recall/register-pages.ts";
import { type Replaced, recallAndReplace } from "../agents/recall/replace.ts";
import type { RecallMade, RecallRefused } from "../agents/recall/request.ts";
import type { MailboxItem } from "../mailbox/mailbox-store.ts";
import type { Sandbox as Composed } from "../sandbox.ts";
import { formatReply } from "../smtp/reply.ts";
import type { Message, Recall, RecallOptions } from "./api.ts";
import { MailRefusedError, RecallRefusedError } from "./errors.ts";
import { findMailbox } from "./find-mailbox.ts";
import type { HandedOver } from "./hand-over.ts";
import { outgoing } from "./outgoing.ts";

export async function requestRecall(
  on: Composed,
  message: Message,
  {
    sender,
    as,
    atOnce = false,
    client,
    language,
    replaceWith,
    ...options
  }: RecallOptions & { readonly sender?: string | undefined },
): Promise<{ recall: Recall; replacement?: HandedOver }> {
  if (!atOnce) await message.sandbox.idle(options);
  const [mailbox, item] = await findSent(on, message, as ?? sender, as !== undefined);
  const outlook = client === "outlook" ? { ...OUTLOOK_RECALL, ...(language !== undefined && { language }) } : undefined;
  const answer: RecallRefused | (RecallMade & Partial<Pick<Replaced, "replacement">>) = replaceWith
    ? await replace(on, mailbox, item, outlook, replaceWith)
    : await on.recallRequests.request(mailbox, item, outlook);
  if ("refused" in answer) throw new RecallRefusedError(answer.refused);
  if ("removed" in answer) throw new RecallRefusedError(`"${message.subject}" had not been sent yet; it was removed`);
  if (!atOnce) await message.sandbox.idle(options);
  const recall = await lookedAt(on, message, answer.requestMessageId);
  const { replacement } = answer;
  return replacement ? { recall, replacement: { ...replacement, by: mailbox } } : { recall };
}

async function replace(
  on: Composed,
  mailbox: string,
  sent: MailboxItem,
  outlook: OutlookRecall | undefined,
  { richText = false, ...mail }: NonNullable<RecallOptions["replaceWith"]>,
): Promise<Replaced | RecallRefused> {
  const { bytes, recipients } = await outgoing({ from: mailbox, ...mail }, on.clock.now());
  const native = outlook ? { outlook: { richText } } : {};
  const by = { user: mailbox, content: bytes, recipients, saveToSentItems: true, ...native };
  const answer = await recallAndReplace(on.recallRequests, on.submissions, { sent, outlook, by });
  if (!("refusedReplacement" in answer)) return answer;
  const { refusedReplacement: reply } = answer;
  const text = `Nothing was recalled: the message in its place was refused: ${formatReply(reply)}`;
  throw new MailRefusedError(text, { reply, refused: [], accepted: [], transcript: [] });
}

const NO_TOTALS: RecallTotals = { recipients: 0, pending: 0, recalled: 0, recalledRead: 0, outside: 0, failed: 0 };

/** A view that is held until `status` looks again; none until the request was taken up. */
async function lookedAt({ recalls }: Composed, message: Message, requestMessageId: string): Promise<Recall> {
  let view: RecallView | undefined;
  const by = <T>(value: (recipient: RecipientView) => T) =>
    Object.fromEntries((view?.recipients ?? []).map((recipient) => [recipient.address, value(recipient)]));
  const recall: Recall = {
    message,
    requestMessageId,
    get byRecipient() {
      return by(({ status }) => status);
    },
    get trueReasons() {
      return by(({ trueReason }) => trueReason);
    },
    get recipients() {
      return view?.recipients ?? [];
    },
    get totals() {
      return view?.totals ?? NO_TOTALS;
    },
    get final() {
      return view?.final ?? false;
    },
    get deadline() {
      return view && new Date(view.deadline);
    },
    async status() {
      view = await viewRecall(recalls, requestMessageId);
      return recall;
    },
  };
  return recall.status();
}

/** The copy in Sent Items of whoever sent it; only of `who` when a test insists. */
async function findSent(
  on: Composed,
  { messageId, subject }: Message,
  who: string | undefined,
  insists: boolean,
): Promise<[mailbox: string, item: MailboxItem]> {
  const organization = on.configurations.current();
  const named = who === undefined ? [] : [findMailbox(organization, who).address];
  const others = insists ? [] : organization.mailboxes.map(({ address }) => address);
  for (const mailbox of new Set([...named, ...others])) {
    const copies = await on.mailboxes.list(mailbox, { messageId });
    const sent = copies.find((item) => on.mailboxes.folders.get(item.folderId)?.wellKnown === "sentitems");
    if (sent) return [mailbox, sent];
  }
  const whose = insists && who !== undefined ? `Sent Items of ${who} has` : "no mailbox has in its Sent Items";
  throw new RecallRefusedError(
    insists
      ? `${whose} no copy of "${subject}" ${messageId}: only who sent a message can recall it`
      : `"${subject}" ${messageId} can't be recalled: ${whose} a copy, so nobody here sent it, or the sender keeps none`,
  );
}
