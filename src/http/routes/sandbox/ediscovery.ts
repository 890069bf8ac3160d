// /api/ediscovery: mail of all mailboxes, with archives and Recoverable Items, and what holds it. docs/recall.md R15
import { LOCATIONS } from "../../../mailbox/ediscovery/conditions.ts";
import { QuerySyntaxError } from "../../../mailbox/ediscovery/parse-query.ts";
import { type EdiscoveryQuery, type FoundItem, searchMailboxes } from "../../../mailbox/ediscovery/search.ts";
import { problem } from "../../http-error.ts";
import { invalid } from "../../judge-request.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { address, instant, limit, mimeResponse, rowId } from "./shared.ts";

const location = z.enum(LOCATIONS);

const foundItem = z
  .object({
    id: z.int(),
    mailbox: z.string(),
    location,
    folderPath: z.string().describe("such as Recoverable Items/Purges"),
    subject: z.string(),
    from: z.string(),
    messageId: z.string(),
    messageClass: z.string(),
    receivedAt: instant,
    modifiedAt: instant.describe("when it came to this folder, unless its owner changed it since"),
    isRead: z.boolean(),
    size: z.int().describe("bytes"),
    holds: z.array(z.string()).describe("what keeps it: Litigation Hold, in-place holds by name"),
  })
  .openapi("FoundItem", { description: "Mail that an investigator finds, whether or not its owner still sees it." });

const QUERY =
  'KQL: from: to: cc: bcc: recipients: participants: subject: messageid: itemclass: received: and words; AND, OR, NOT, "quoted text"';
const failures = { 404: "There is no such item, or retention removed it." } as const;
const before = rowId.optional().describe("`next` of another page: items made before those of that page");

type Services = Pick<HttpServices, "mailboxes" | "configurations" | "clock">;

export function addEdiscovery(api: Api, services: Services): void {
  api.add(
    {
      id: "searchMailboxes",
      method: "get",
      path: "/ediscovery",
      group: "ediscovery",
      summary: "Mail in all mailboxes, archives and Recoverable Items, newest first, with what holds it",
      query: {
        query: z.string().max(2000).optional().describe(QUERY),
        mailbox: address("mailbox to search").optional(),
        location: location.optional().describe("part of the mailboxes to search"),
        limit: limit(100, 1000),
        before,
      },
      answer: z.object({
        items: z.array(foundItem),
        next: z.int().optional().describe("`before` of the page with older ones; absent when there are none"),
      }),
    },
    async ({ query: { limit, ...asked } }) => {
      const found = await search({ ...asked, limit: limit + 1 }, services);
      const items = found.slice(0, limit).map(describe);
      const last = items.at(-1);
      return { items, ...(found.length > limit && last && { next: last.id }) };
    },
  );
  api.add(
    {
      id: "getFoundItemBytes",
      method: "get",
      path: "/ediscovery/{id}/bytes",
      group: "ediscovery",
      summary: "The message byte for byte as the mailbox has it",
      params: { id: rowId },
      answerType: "message/rfc822",
      failures,
    },
    async ({ params: { id }, c }) => {
      const item = await services.mailboxes.find(id);
      if (!item) throw problem(404, `No mailbox has an item ${id}.`);
      return mimeResponse(c, `item-${id}`, await services.mailboxes.bytes(item));
    },
  );
}

async function search(asked: EdiscoveryQuery, { mailboxes, configurations, clock }: Services) {
  const options = { mailboxes, organization: configurations.current(), now: clock.now() };
  try {
    return await searchMailboxes(asked, options);
  } catch (error) {
    if (error instanceof QuerySyntaxError) throw invalid([{ in: "query", name: "query", message: error.message }]);
    throw error;
  }
}

function describe({ item, ...place }: FoundItem) {
  const { id, mailbox, subject, from, messageId, messageClass, receivedAt, modifiedAt, isRead, size } = item;
  return {
    ...{ id, mailbox, ...place, subject, from, messageId, messageClass, isRead, size },
    receivedAt: new Date(receivedAt).toISOString(),
    modifiedAt: new Date(modifiedAt).toISOString(),
  };
}
