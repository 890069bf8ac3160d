// /recall/{id}: the page that the report mail links to, for the mailbox whose message was recalled. docs/recall.md R19, R21
import { type Context, Hono } from "hono";
import { viewRecall } from "../../../agents/recall/recall-view.ts";
import { languageFor, reportStrings } from "../../../agents/recall/report-strings.ts";
import { RECALL_STATUSES } from "../../../agents/recall/status.ts";
import { directoryOf } from "../../../organization/directory.ts";
import type { Organization } from "../../../organization/organization.ts";
import { judge } from "../../judge-request.ts";
import { z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { mailboxOfToken } from "../graph/mailbox-of.ts";
import { show } from "./page.ts";
import { noSuchRecall, refusal, reportPage } from "./recall-report-page.ts";
import { address, asMessageId } from "./shared.ts";

/** Recipients on a page. */
const PAGE = 100;

const query = z.object({
  status: z.enum(RECALL_STATUSES).optional(),
  after: address("the last recipient before it").optional(),
  before: address("recipients before it").optional(),
  as: z.string().max(998).optional().describe("who opens the page, instead of the owning mailbox"),
  key: z.string().optional(),
});

export function recallReportRoutes({
  recalls,
  configurations,
}: Pick<HttpServices, "recalls" | "configurations">): Hono {
  const routes = new Hono();
  routes.get("/:id", async (c) => {
    const { status, after, before, as, key } = judge("query", query, c.req.query());
    const organization = configurations.current();
    const id = asMessageId(c.req.param("id"));
    const recall = await recalls.find(undefined, id);
    const language = recall ? languageFor(recall.mailbox, organization) : organization.service.language;
    const { page: words } = reportStrings(language);
    if (!recall) return show(c, { title: words.unknownTitle, status: 404, language }, noSuchRecall(language));
    const owner = directoryOf(organization).findMailbox(recall.mailbox)?.address;
    const who = whoAsks(c, as, organization) ?? owner;
    if (owner === undefined || who !== owner)
      return show(c, { title: words.refusedTitle, status: 403, language }, refusal(who, language));
    const view = await viewRecall(recalls, id, { status, after, before, limit: PAGE });
    if (!view) return c.notFound();
    const page = reportPage(view, { path: new URL(c.req.url).pathname, status, language, owner, kept: { as, key } });
    return show(c, { title: `${words.title}: ${view.subject}`, language, kind: "report" }, page);
  });
  return routes;
}

/** The token's mailbox, as for /me; else who is named by `as`; undefined: nobody says who asks, as a browser here. */
function whoAsks(c: Context, as: string | undefined, organization: Organization): string | undefined {
  const signedIn = mailboxOfToken(c, organization)?.address;
  if (signedIn !== undefined || as === undefined) return signedIn;
  return directoryOf(organization).findMailbox(as)?.address ?? as.toLowerCase();
}
