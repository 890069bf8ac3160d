// /api/moderation: messages that wait until a moderator lets them pass.
import { type ModeratedMessage, ModerationError } from "../../../transport/moderation/moderation.ts";
import { problem } from "../../http-error.ts";
import { type Api, z } from "../../openapi.ts";
import type { HttpServices } from "../../services.ts";
import { address, instant, limit, rowId } from "./shared.ts";

const moderatedMessage = z
  .object({
    id: z.int().describe("by which it is approved or rejected"),
    recipient: z
      .string()
      .describe("whose mail is moderated: a mailbox, group or contact; of what a rule holds, its recipients"),
    rule: z.string().optional().describe("the mail-flow rule that holds it"),
    moderators: z.array(z.string()),
    messageId: z.string(),
    networkMessageId: z.string(),
    sender: z.string().describe("P1"),
    subject: z.string(),
    requestMessageId: z.string().describe("of the approval request that the moderators have"),
    heldAt: instant,
    expiresAt: instant.describe("when it is given up, undecided"),
  })
  .openapi("ModeratedMessage", { description: "A message that waits for a moderator." });

const moderator = address("the moderator who decides; the first of them unless given").optional();
const approval = z.strictObject({ moderator }).openapi("Approval");
const rejection = z
  .strictObject({
    moderator,
    comment: z.string().max(10_000).optional().describe("what the sender reads"),
  })
  .openapi("Rejection");
const failures = { 403: "Somebody who does not moderate the recipient.", 404: "No such message waits." };

export function addModeration(api: Api, { moderation }: Pick<HttpServices, "moderation">): void {
  api.add(
    {
      id: "listModeratedMessages",
      method: "get",
      path: "/moderation",
      group: "moderation",
      summary: "Messages that wait for a moderator; those that expire first come first",
      query: { limit: limit(1000, 1000) },
      answer: z.object({ messages: z.array(moderatedMessage) }),
    },
    async ({ query }) => ({ messages: (await moderation.list(query.limit)).map(describe) }),
  );
  api.add(
    {
      id: "approveMessage",
      method: "post",
      path: "/moderation/{id}/approve",
      group: "moderation",
      summary: "Lets a message pass: it is delivered as if it had been sent now",
      params: { id: rowId },
      body: approval,
      answer: moderatedMessage,
      failures,
    },
    ({ params: { id }, body }) => decide(() => moderation.decide(id, { ...body, approve: true })),
  );
  api.add(
    {
      id: "rejectMessage",
      method: "post",
      path: "/moderation/{id}/reject",
      group: "moderation",
      summary: "Rejects a message: its recipient doesn't get it, its sender is told",
      params: { id: rowId },
      body: rejection,
      answer: moderatedMessage,
      failures,
    },
    ({ params: { id }, body }) => decide(() => moderation.decide(id, { ...body, approve: false })),
  );
}

async function decide(work: () => Promise<ModeratedMessage>) {
  try {
    return describe(await work());
  } catch (error) {
    if (!(error instanceof ModerationError)) throw error;
    throw problem(error.kind === "notWaiting" ? 404 : 403, error.message);
  }
}

function describe({ moderators, heldAt, expiresAt, ...rest }: ModeratedMessage) {
  return {
    ...rest,
    moderators: [...moderators],
    heldAt: new Date(heldAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
