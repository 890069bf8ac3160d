// /api/recalls: each recall with its recipients, the report's sentence and the true reason. docs/recall.md R21
import { type RecallView, viewRecall } from "../../../agents/recall/recall-view.ts";
import { TRUE_REASON_TEXT, type TrueReason } from "../../../agents/recall/status.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { asMessageId, instant, limit } from "./shared.ts";

const status = z.enum(["pending", "recalled", "recalledRead", "outside", "failed"]);
const trueReason = z
  .enum(Object.keys(TRUE_REASON_TEXT) as [TrueReason, ...TrueReason[]])
  .nullable()
  .describe("the sandbox's own: what the real report does not tell");

export const recall = z
  .object({
    id: z.string().describe("Message-ID of the request, without angle brackets"),
    reportPath: z.string().describe("of the page that the report mail links to"),
    requestMessageId: z.string(),
    originalMessageId: z.string(),
    mailbox: z.string().describe("that sent the original"),
    subject: z.string(),
    requestedAt: instant,
    deadline: instant.describe("every recipient is final then"),
    final: z.boolean().describe("nothing will change any more"),
    recipients: z.array(
      z.object({
        address: z.string(),
        status,
        text: z.string().describe("the report page's sentence"),
        trueReason,
        trueReasonText: z.string().nullable(),
        at: instant,
      }),
    ),
    changes: z.array(
      z.object({
        at: instant,
        address: z.string().nullable(),
        status: z.enum([...status.options, "requested", "waiting", "final"]),
        trueReason,
      }),
    ),
  })
  .openapi("Recall");

export function addRecalls(api: Api, { recalls }: Pick<HttpServices, "recalls">): void {
  api.add(
    {
      id: "listRecalls",
      method: "get",
      path: "/recalls",
      group: "recalls",
      summary: "Recalls with what became of them, newest first",
      query: {
        originalMessageId: z.string().optional().describe("Message-ID of the original"),
        mailbox: z.string().optional().describe("that sent the original"),
        limit: limit(100, 1000),
      },
      answer: z.object({ recalls: z.array(recall) }),
    },
    async ({ query }) => {
      const found = await recalls.list(query.limit, {
        ...(query.originalMessageId !== undefined && { originalMessageId: asMessageId(query.originalMessageId) }),
        ...(query.mailbox !== undefined && { mailbox: query.mailbox.toLowerCase() }),
      });
      const views = await Promise.all(found.map((one) => viewRecall(recalls, one.requestMessageId)));
      return { recalls: views.flatMap((view) => (view ? [describe(view)] : [])) };
    },
  );
  api.add(
    {
      id: "getRecall",
      method: "get",
      path: "/recalls/{id}",
      group: "recalls",
      summary: "One recall: recipients with the report's sentence and the true reason, and every change",
      params: { id: z.string().max(1000).describe("Message-ID of the request, with or without angle brackets") },
      answer: recall,
      failures: { 404: "No recall request has this Message-ID." },
    },
    async ({ params: { id } }) => {
      const view = await viewRecall(recalls, asMessageId(id));
      if (!view) throw problem(404, `No recall request has the Message-ID ${asMessageId(id).slice(0, 200)}.`);
      return describe(view);
    },
  );
}

export function describe(view: RecallView) {
  const id = view.requestMessageId.replace(/^<|>$/g, "");
  return {
    id,
    reportPath: `/recall/${encodeURIComponent(id)}`,
    ...view,
    recipients: [...view.recipients],
    changes: view.changes.map(({ at, address, status, trueReason }) => ({
      at: new Date(at).toISOString(),
      address,
      status,
      trueReason,
    })),
  };
}
