// A recall as a case follows it: the request, what became of it for each recipient, its report.

import { OUTLOOK_RECALL } from "../../agents/recall/outlook-request.ts";
import { viewRecall } from "../../agents/recall/recall-view.ts";
import type { RecallLanguage } from "../../agents/recall/wire/texts.ts";
import type { MailboxItem } from "../../mailbox/mailbox-store.ts";
import type { TracedMail } from "../examiner/traced-mail.ts";
import type { Bench } from "./bench.ts";
import { CaseFailure } from "./failure.ts";
import type { Passage, RecallOutcome, RecallTrial } from "./lab.ts";
import { passesOf } from "./mailboxes.ts";
import type { TrialLab } from "./trial-lab.ts";

export async function recallBy(
  lab: TrialLab,
  bench: Bench,
  original: TracedMail,
  { client, language }: { readonly client?: "outlook"; readonly language?: RecallLanguage },
): Promise<RecallTrial> {
  await bench.turn(lab.signal);
  const sentItem = await findSent(bench, lab, original);
  const outlook = client && { ...OUTLOOK_RECALL, ...(language !== undefined && { language }) };
  const release = bench.examiner.hold();
  try {
    const answer = await bench.tenant.recallRequests.request(sentItem.mailbox, sentItem, outlook);
    if ("refused" in answer) throw new CaseFailure(`The tenant refused the recall: ${answer.refused}`);
    if ("removed" in answer) throw new CaseFailure("The message had not left its Outbox when it was recalled");
    const { requestMessageId } = answer;
    const sent = lab.trace(requestMessageId, original.traced.recipients, "request");
    const request = lab.mailOf(sent);
    const seen: SeenTrial = { generation: client === "outlook" ? "A" : "B", original, request, requestMessageId };
    lab.recalls.push(seen);
    return new Trial(lab, bench, seen);
  } finally {
    release();
  }
}

async function findSent(bench: Bench, lab: TrialLab, { traced }: TracedMail): Promise<MailboxItem> {
  const { mailboxes } = bench.tenant;
  const found = await bench.examiner.until(async () => {
    const items = await mailboxes.list(lab.from, { messageId: traced.messageId });
    return items.find((item) => mailboxes.folders.get(item.folderId)?.wellKnown === "sentitems");
  }, lab.signal);
  if (found) return found;
  throw new Error(`${lab.from} has no copy of ${traced.messageId} in Sent Items`);
}

export interface SeenTrial {
  readonly generation: "A" | "B";
  readonly original: TracedMail;
  readonly request: TracedMail;
  readonly requestMessageId: string;
  /** Of the recipient that was asked for last. */
  outcome?: RecallOutcome;
}

class Trial implements RecallTrial {
  readonly requestMessageId: string;
  readonly #lab: TrialLab;
  readonly #bench: Bench;
  readonly #seen: SeenTrial;
  readonly #original: TracedMail;
  readonly #request: TracedMail;

  constructor(lab: TrialLab, bench: Bench, seen: SeenTrial) {
    this.#lab = lab;
    this.#bench = bench;
    this.#seen = seen;
    this.#original = seen.original;
    this.#request = seen.request;
    this.requestMessageId = seen.requestMessageId;
  }

  async outcome(recipient: string): Promise<RecallOutcome> {
    const settled = await this.#bench.examiner.until(() => this.#settled(recipient), this.#lab.signal);
    const outcome =
      settled ?? (await this.#outcome(recipient, "The recall had no outcome when the time of the case was over"));
    this.#seen.outcome = outcome;
    return outcome;
  }

  async request(): Promise<Passage> {
    return this.#whole(this.#request);
  }

  async report(): Promise<Passage> {
    const report = await this.#bench.examiner.until(
      () => this.#bench.examiner.childOf(this.requestMessageId),
      this.#lab.signal,
    );
    if (!report) throw new CaseFailure("The tenant made no report mail of the recall");
    this.#lab.adopt(report);
    return this.#whole(report);
  }

  /** With what came back, or as it is when it stayed inside. */
  #whole(mail: TracedMail): Promise<Passage> {
    const { messageId, recipients, what } = mail.traced;
    return this.#lab.returnedOrKept({ messageId, recipients, what });
  }

  async #settled(recipient: string): Promise<RecallOutcome | undefined> {
    await this.#bench.examiner.settled();
    const row = await this.#row(recipient);
    if (row && row.status !== "pending" && !this.#isUnderWay(recipient, row.status))
      return this.#outcome(recipient, row.trueReasonText ?? row.text);
    return this.#stuck(recipient);
  }

  /**
   * At 2023-04 the page says "outside" as soon as it is written that the request has left. It may be back, and have taken
   * the copy, before that; and what becomes of the copy may be decided later.
   */
  #isUnderWay(recipient: string, status: string): boolean {
    if (this.#lab.serviceLevel !== "2023-04") return false;
    if (this.#request.left.length === 0 && this.#request.returned.length > 0) return true;
    if (status !== "outside") return false;
    return passesOf(this.#request).every((pass) => this.#lab.mailboxes.endOf(pass, recipient) === undefined);
  }

  /** Pending for ever, as far as mail can change it: the report will say so in 24 hours. docs/recall.md R17, R22 */
  async #stuck(recipient: string): Promise<RecallOutcome | undefined> {
    const { examiner } = this.#bench;
    // Of other recipients a pass says nothing.
    const end = passesOf(this.#request)
      .map((pass) => this.#lab.mailboxes.endOf(pass, recipient))
      .findLast((one) => one !== undefined);
    const back = this.#request.returned.find((leg) => this.#lab.mailboxes.endOf(leg.networkMessageId, recipient));
    if (back && end === "DELIVER")
      return this.#outcome(recipient, "The request came back and was delivered as ordinary mail");
    if (end === "FAIL") return this.#outcome(recipient, "The request came back as an error");
    const waits = passesOf(this.#request)
      .flatMap((pass) => examiner.eventsOf(pass))
      .findLast((event) => event.eventId === "DEFER" && event.source === "STOREDRIVER");
    const arrived = passesOf(this.#original)
      .flatMap((pass) => examiner.eventsOf(pass))
      .find((event) => event.eventId === "DELIVER" && event.recipients.includes(recipient));
    if (waits && arrived && waits.at >= arrived.at)
      return this.#outcome(recipient, "The request was carried out, and the original could not be found");
    const failed = passesOf(this.#original).some((pass) => this.#lab.mailboxes.endOf(pass, recipient) === "FAIL");
    if (waits && failed && !arrived)
      return this.#outcome(recipient, "The original never arrived, so the request can find nothing");
    return undefined;
  }

  async #row(recipient: string) {
    const view = await viewRecall(this.#bench.tenant.recalls, this.requestMessageId);
    return view?.recipients.find(({ address }) => address.toLowerCase() === recipient.toLowerCase());
  }

  async #outcome(recipient: string, why: string): Promise<RecallOutcome> {
    // What was delivered just now may not be linked yet.
    await this.#bench.examiner.settled();
    const row = await this.#row(recipient);
    const status = row?.status ?? "pending";
    const arrived = passesOf(this.#original).some((pass) => this.#lab.mailboxes.endOf(pass, recipient) === "DELIVER");
    const recalled = arrived && !(await this.#lab.mailboxes.has(this.#original, recipient));
    const said = status === "recalled" || status === "recalledRead";
    return { recalled, status, trueReason: row?.trueReason ?? null, why, right: recalled && said };
  }
}
