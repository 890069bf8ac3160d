// Answers: made as drafts, or sent at once. Microsoft Graph: message: createReply, createReplyAll, createForward, reply,
// replyAll, forward
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { BelongingTnef } from "../../../content-conversion/find-tnef.ts";
import { tnefOf } from "../../../content-conversion/promote.ts";
import { DEFAULT_MIME_FORMAT, toMime } from "../../../content-conversion/to-mime/to-mime.ts";
import type { StoredContent } from "../../../database/content-store.ts";
import { composeMail, type MailParts } from "../../../mime/compose-mail.ts";
import { parseDate } from "../../../mime/date.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { answerMessage } from "./answer-message.ts";
import { type AnswerKind, answerParts } from "./answer-parts.ts";
import { readParts } from "./draft-content.ts";
import { addDraft, draftsOf } from "./drafts.ts";
import { type GraphVersion, MESSAGE_PATHS, requestedItem, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST, itemNotFound } from "./graph-error.ts";
import { entity, readGraphJson } from "./graph-json.ts";
import { messageInput } from "./message-input.ts";
import { recipientsOfParts, withInput } from "./message-parts.ts";
import { refuseWithoutRecipients } from "./mime-submission.ts";
import { refusal } from "./submission-refusal.ts";

const answerInput = entity({
  comment: z.string().max(1_000_000).nullish(),
  message: messageInput.nullish(),
  toRecipients: messageInput.shape.toRecipients,
});
const KINDS = [
  ["reply", "createReply"],
  ["replyAll", "createReplyAll"],
  ["forward", "createForward"],
] as const satisfies readonly (readonly [AnswerKind, string])[];

export function addReplyRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) {
    for (const [kind, created] of KINDS) {
      routes.post(`${path}/:id/${created}`, (c) => create(c, services, version, kind));
      routes.post(`${path}/:id/${kind}`, (c) => send(c, services, kind));
    }
  }
}

async function create(c: Context, services: HttpServices, version: GraphVersion, kind: AnswerKind): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const content = await composeMail(await readAnswer(c, services, mailbox, kind));
  const id = await addDraft(services, mailbox, draftsOf(services, mailbox), { content });
  return answerMessage(c, services, version, mailbox, id, 201);
}

async function send(c: Context, services: HttpServices, kind: AnswerKind): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const parts = await readAnswer(c, services, mailbox, kind);
  const submission = {
    user: mailbox.address,
    content: await composeMail(parts),
    recipients: recipientsOfParts(parts),
    saveToSentItems: true,
  };
  refuseWithoutRecipients(submission);
  const submitted = await services.submissions.submit(submission);
  if ("refused" in submitted) throw refusal(submitted.refused);
  return c.body(null, 202);
}

/** What is in winmail.dat is answered, not the file. */
async function asMime(content: StoredContent, tnef: BelongingTnef) {
  const source = { headers: HeaderBlock.parse(content.headers), body: await content.body.read() };
  const { headers, body } = await toMime(source, tnef, DEFAULT_MIME_FORMAT);
  return { headers: headers.toBuffer(), body: { read: async () => body } };
}

async function readAnswer(c: Context, services: HttpServices, mailbox: Mailbox, kind: AnswerKind): Promise<MailParts> {
  const item = await requestedItem(c, services, mailbox);
  const { comment, message, toRecipients } = await readGraphJson(c, answerInput, kind);
  if (comment && message?.body)
    throw new HttpError(400, INVALID_REQUEST, "comment and message.body can't both be given: one of them is the text.");
  const content = await services.mailboxes.content(item);
  if (!content) throw itemNotFound();
  const tnef = await tnefOf(item, content);
  const organization = services.configurations.current();
  const now = services.clock.now();
  const original = {
    parts: await readParts(tnef ? await asMime(content, tnef) : content, now),
    sentAt: parseDate(HeaderBlock.parse(content.headers).get("Date") ?? "") ?? item.receivedAt,
  };
  const parts = answerParts(organization, mailbox, kind, original, comment ?? "", now);
  const changed = message ? await withInput(organization, mailbox, parts, message) : parts;
  return toRecipients ? withInput(organization, mailbox, changed, { toRecipients }) : changed;
}
