// /api/recalls: each recall with its recipients, the report's sentence and the true reason. docs/recall.md R21
import { type RecallView, viewRecall } from "../../../agents/recall/recall-view.ts";
import { RECALL_STATUSES, TRUE_REASONS } from "../../../agents/recall/status.ts";
import { problem } from "../../http-error.ts";
import { invalid } from "../../judge-request.ts";
import { type Api, z } from "../../openapi.ts";
import { reportPath } from "../../report-link.ts";
import type { HttpServices } from "../../services.ts";
import { address, instant, limit, messageId } from "./shared.ts";

const status = z.enum(RECALL_STATUSES);
const trueReason = z.enum(TRUE_REASONS).nullable().describe("what the real service does not tell");

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
    recipients: z.array(
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
    ),
    changes: z
      .array(
        z.object({
          at: instant,
          address: z.string().nullable().describe("null: of the recall as a whole"),
          status: z.enum([...RECALL_STATUSES, "requested", "waiting", "final"]),
          trueReason,
        }),
      )
      .describe("what happened, oldest first"),
  })
  .openapi("Recall", { description: "What became of a recall, per recipient." });

export function addRecalls(
  api: Api,
  { recalls, configuration }: Pick<HttpServices, "recalls" | "configuration">,
): void {
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
      const views = await Promise.all(shown.map((one) => viewRecall(recalls, one.requestMessageId)));
      const described = views.flatMap((view) => (view ? [describeRecall(view, configuration.http.token)] : []));
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
      params: { id: messageId("the recall request") },
      answer: recall,
      failures: { 404: "No recall request has this Message-ID." },
    },
    async ({ params: { id } }) => {
      const view = await viewRecall(recalls, id);
      if (!view) throw problem(404, `No recall request has the Message-ID ${id}.`);
      return describeRecall(view, configuration.http.token);
    },
  );
}

export function describeRecall({ changes, ...view }: RecallView, token: string | undefined) {
  const id = view.requestMessageId.replace(/^<|>$/g, "");
  return {
    id,
    reportPath: reportPath(id, token),
    ...view,
    changes: changes.map(({ at, address, status, trueReason }) => ({
      at: new Date(at).toISOString(),
      address,
      status,
      trueReason,
    })),
  };
}
