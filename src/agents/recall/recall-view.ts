// One recall as its report page, /api/recalls and the library show it: as a whole, and its recipients or a page of them.
import type { Recall, RecallRecipient, RecallRegister } from "./register.ts";
import type { RecallTotals, RecipientPage, RecipientQuery } from "./register-pages.ts";
import { type RecallStatus, STATUS_TEXT, TRUE_REASON_TEXT, type TrueReason } from "./status.ts";

export interface RecallView {
  readonly requestMessageId: string;
  readonly originalMessageId: string;
  readonly mailbox: string;
  readonly subject: string;
  /** ISO 8601 UTC. */
  readonly requestedAt: string;
  readonly deadline: string;
  /** Nothing will change any more. */
  readonly final: boolean;
  /** By what the report says. */
  readonly totals: RecallTotals;
  /** By address. */
  readonly recipients: readonly RecipientView[];
  /** Of the pages around it; absent where there is none. */
  readonly previous?: string;
  readonly next?: string;
}

export interface RecipientView {
  readonly address: string;
  readonly status: RecallStatus;
  /** The report page's sentence. */
  readonly text: string;
  /** The sandbox's own: what the real report does not tell. */
  readonly trueReason: TrueReason | null;
  readonly trueReasonText: string | null;
  readonly at: string;
}

/** Rows read at once: a millisecond or two. */
const SLICE = 1000;

/** @param query of a page; absent: every recipient. */
export async function viewRecall(
  register: RecallRegister,
  requestMessageId: string,
  query?: RecipientQuery,
): Promise<RecallView | undefined> {
  const recall = await register.find(undefined, requestMessageId);
  if (!recall) return undefined;
  const { totals, undecided } = await register.totals(requestMessageId);
  const shown = query ? viewPage(await register.page(requestMessageId, query)) : await viewAll(register, recall);
  return {
    requestMessageId: recall.requestMessageId,
    originalMessageId: recall.originalMessageId,
    mailbox: recall.mailbox,
    subject: recall.subject,
    requestedAt: new Date(recall.requestedAt).toISOString(),
    deadline: new Date(recall.deadline).toISOString(),
    final: recall.finalised || (undecided === 0 && totals.recipients > 0),
    totals,
    ...shown,
  };
}

type Shown = Pick<RecallView, "recipients" | "previous" | "next">;

const viewPage = ({ recipients, ...around }: RecipientPage): Shown => ({
  recipients: recipients.map(viewRecipient),
  ...around,
});

async function viewAll(register: RecallRegister, { requestMessageId }: Recall): Promise<Shown> {
  const recipients: RecipientView[] = [];
  for (let after: string | undefined; ; ) {
    const page = viewPage(await register.page(requestMessageId, { after, limit: SLICE }));
    recipients.push(...page.recipients);
    after = page.next;
    if (after === undefined) return { recipients };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function viewRecipient({ address, status, trueReason, at }: RecallRecipient): RecipientView {
  return {
    address,
    status,
    text: STATUS_TEXT[status],
    trueReason,
    trueReasonText: trueReason && TRUE_REASON_TEXT[trueReason],
    at: new Date(at).toISOString(),
  };
}
