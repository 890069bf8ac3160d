// /api/recalls: each recall with its recipients, the report's sentence and the true reason. docs/recall.md R21
import { Hono } from "hono";
import { type RecallView, viewRecall } from "../../../agents/recall/recall-view.ts";
import { problem } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { asMessageId, limitOf } from "./shared.ts";

export function recallRoutes({ recalls }: Pick<HttpServices, "recalls">): Hono {
  const routes = new Hono();
  routes.get("/", async (c) => {
    const { originalMessageId, mailbox } = c.req.query();
    const listed = (await recalls.list(limitOf(c, 100, 1000))).filter(
      (recall) =>
        (originalMessageId === undefined || recall.originalMessageId === asMessageId(originalMessageId)) &&
        (mailbox === undefined || recall.mailbox === mailbox.toLowerCase()),
    );
    const views = await Promise.all(listed.map((recall) => viewRecall(recalls, recall.requestMessageId)));
    return c.json({ recalls: views.flatMap((view) => (view ? [describe(view)] : [])) });
  });
  routes.get("/:id", async (c) => {
    const view = await viewRecall(recalls, asMessageId(c.req.param("id")));
    if (!view) throw problem(404, `No recall request has the Message-ID ${asMessageId(c.req.param("id"))}.`);
    return c.json(describe(view));
  });
  return routes;
}

function describe(view: RecallView) {
  const id = view.requestMessageId.replace(/^<|>$/g, "");
  return {
    id,
    reportPath: `/recall/${encodeURIComponent(id)}`,
    ...view,
    changes: view.changes.map(({ at, address, status, trueReason }) => ({
      at: new Date(at).toISOString(),
      address,
      status,
      trueReason,
    })),
  };
}
