// /api/recalls: each recall with its recipients, the report's sentence and the true reason. docs/recall.md R21
import { type RecallView, viewRecall } from "../../../agents/recall/recall-view.ts";
import type { RecallRegister } from "../../../agents/recall/register.ts";
import { RECALL_STATUSES, TRUE_REASONS } from "../../../agents/recall/status.ts";
import { problem } from "../../http-error.ts";
import { invalid } from "../../judge-request.ts";
import { type Api, z } from "../../openapi.ts";
import { reportPath } from "../../report-link.ts";
import type { HttpServices } from "../../services.ts";
import { address, instant, limit, messageId, rowId } from "./shared.ts";

const status = z.enum(RECALL_STATUSES);
const trueReason = z.enum(TRUE_REASONS).nullable().describe("what the real service does not tell");

/** Recipients of a recall that a list or a journey shows. */
const FIRST = 100;
/** Changes that stand with a recall. */
const CHANGES = 1000;

const count = z.int().min(0);
const totals = z
  .object({
    recipients: count,
    pending: count,
    recalled: count,
    recalledRead: count,
    outside: count,
    failed: count,
  })
  .openapi("RecallTotals", { description: "How many recipients there are, and of how many the report says what." });

const change = z
  .object({
    id: z.int(),
    at: instant,
    address: z.string().nullable().describe("null: of the recall as a whole"),
    status: z.enum([...RECALL_STATUSES, "requested", "waiting", "final"]),
    trueReason,
  })
  .openapi("RecallChange");

export const recall = z
  .object({
    id: z.string().describe("Message-ID of the request without its angle brackets"),
    reportPath: z.string().describe("of the page that the report mail links to"),
    requestMessageId: z.string(),
    originalMessageId: z.string(),
    mailbox: z.string().describe("that sent the original"),
    subject: z.string(),
    requestedAt: instant,
    deadline: instant.describe("when what is pending becomes final"),
    final: z.boolean().describe("nothing will change any more"),
    totals,
    recipients: z
      .array(
        z
          .object({
            address: z.string(),
            status,
            text: z.string().describe("the report page's sentence"),
            trueReason,
            trueReasonText: z.string().nullable(),
            at: instant,
          })
          .openapi("RecallRecipient"),
      )
      .describe(
        `by address: those of the page asked for; where recalls are listed, the first ${FIRST}, or the \`recipient\` asked for`,
      ),
    previous: z.string().optional().describe("`before` of the page of recipients before this one"),
    next: z.string().optional().describe("`after` of the next page of recipients; absent on the last one"),
    changes: z.array(change).describe(`what happened, oldest first: the first ${CHANGES}`),
  })
  .openapi("Recall", { description: "What became of a recall, per recipient." });

const changesAfter = rowId.optional().describe("`next` of another page: changes behind it");

export function addRecalls(
  api: Api,
  { recalls, configuration }: Pick<HttpServices, "recalls" | "configuration">,
): void {
  const { token } = configuration.http;
  api.add(
    {
      id: "listRecalls",
      method: "get",
      path: "/recalls",
      group: "recalls",
      summary: "Recalls with what became of them, newest first",
      query: {
        originalMessageId: messageId("the message that is recalled").optional(),
        mailbox: address("mailbox that sent the original").optional(),
        recipient: address("a recipient of the original").optional(),
        status: status.optional().describe("of any recipient, or of `recipient`"),
        limit: limit(100, 1000),
        before: messageId("a request, `next` of another page: recalls requested earlier").optional(),
      },
      answer: z.object({
        recalls: z.array(recall),
        next: z.string().optional().describe("`before` of the page with older ones; absent when there are none"),
      }),
    },
    async ({ query: { limit, ...filter } }) => {
      if (filter.before !== undefined && !(await recalls.find(undefined, filter.before)))
        throw invalid([{ in: "query", name: "before", message: `names no recall request: ${filter.before}` }]);
      const found = await recalls.list(filter, limit + 1);
      const shown = found.slice(0, limit);
      const described = [];
      for (const { requestMessageId } of shown) {
        const view = await viewRecall(recalls, requestMessageId, { address: filter.recipient, limit: FIRST });
        if (view) described.push(await describeRecall(recalls, view, token));
        // Totals of many recipients take a while.
        await new Promise((resolve) => setImmediate(resolve));
      }
      const last = described.at(-1);
      return { recalls: described, ...(found.length > limit && last && { next: last.id }) };
    },
  );
  api.add(
    {
      id: "getRecall",
      method: "get",
      path: "/recalls/{id}",
      group: "recalls",
      summary: "One recall, with the report's sentence and the true reason per recipient",
      description: "Recipients come in pages, by address; `totals` counts all of them.",
      params: { id: messageId("the recall request") },
      query: {
        status: status.optional().describe("only recipients of which the report says this"),
        limit: limit(1000, 5000),
        after: address("`next` of another page: recipients behind it").optional(),
        before: address("`previous` of another page: recipients before it").optional(),
      },
      answer: recall,
      failures: { 404: "No recall request has this Message-ID." },
    },
    async ({ params: { id }, query }) => {
      if (query.after !== undefined && query.before !== undefined)
        throw invalid([{ in: "query", name: "before", message: "goes without `after`" }]);
      const view = await viewRecall(recalls, id, query);
      if (!view) throw unknown(id);
      return describeRecall(recalls, view, token);
    },
  );
  api.add(
    {
      id: "listRecallChanges",
      method: "get",
      path: "/recalls/{id}/changes",
      group: "recalls",
      summary: "What happened to a recall, recipient by recipient, oldest first",
      params: { id: messageId("the recall request") },
      query: {
        limit: limit(1000, 5000),
        after: changesAfter,
      },
      answer: z.object({
        changes: z.array(change),
        next: z.int().optional().describe("`after` of the next page; absent on the last one"),
      }),
      failures: { 404: "No recall request has this Message-ID." },
    },
    async ({ params: { id }, query: { limit, after } }) => {
      if (!(await recalls.find(undefined, id))) throw unknown(id);
      const found = await recalls.changes(id, { ...(after !== undefined && { after }), limit: limit + 1 });
      const last = found.length > limit ? found[limit - 1] : undefined;
      return { changes: describeChanges(found.slice(0, limit)), ...(last && { next: last.id }) };
    },
  );
}

const unknown = (id: string) => problem(404, `No recall request has the Message-ID ${id}.`);

async function describeRecall(recalls: RecallRegister, view: RecallView, token: string | undefined) {
  const id = view.requestMessageId.replace(/^<|>$/g, "");
  return {
    id,
    reportPath: reportPath(id, token),
    ...view,
    changes: describeChanges(await recalls.changes(view.requestMessageId, { limit: CHANGES })),
  };
}

/** As it stands in a journey. */
export function describeFirst(recalls: RecallRegister, view: RecallView, token: string | undefined) {
  const { recipients } = view;
  const last = recipients.length > FIRST ? recipients[FIRST - 1] : undefined;
  const first = last ? { ...view, recipients: recipients.slice(0, FIRST), next: last.address } : view;
  return describeRecall(recalls, first, token);
}

function describeChanges(changes: Awaited<ReturnType<RecallRegister["changes"]>>) {
  return changes.map(({ requestMessageId: _, at, ...rest }) => ({ at: new Date(at).toISOString(), ...rest }));
}
