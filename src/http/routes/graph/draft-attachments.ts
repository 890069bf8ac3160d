// Attachments are added to drafts and taken from them one by one. Microsoft Graph: Add attachment, Delete attachment
import type { Context, Hono } from "hono";
import { tnefOf } from "../../../content-conversion/promote.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { MailAttachment, MailParts } from "../../../mime/compose-mail.ts";
import { directoryOf } from "../../../organization/directory.ts";
import { HttpError } from "../../http-error.ts";
import type { HttpServices } from "../../services.ts";
import { readParts } from "./draft-content.ts";
import { changeDraft } from "./drafts.ts";
import { type GraphVersion, MESSAGE_PATHS, odataContext, requestedItem, requestedMailbox } from "./graph-context.ts";
import { idMalformed, itemNotFound } from "./graph-error.ts";
import { attachmentId, itemId, parseGraphId } from "./graph-ids.ts";
import { readGraphJson } from "./graph-json.ts";
import { isDraft } from "./is-draft.ts";
import { type MessageAttachments, readAttachments, showAttachment } from "./message-attachments.ts";
import { attachmentInput, toAttachments } from "./message-input.ts";

export function addDraftAttachmentRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) {
    routes.post(`${path}/:id/attachments`, (c) => add(c, services, version));
    routes.delete(`${path}/:id/attachments/:attachment`, (c) => remove(c, services));
  }
}

async function add(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const { item, parts } = await requestedDraft(c, services);
  const given = await readGraphJson(c, attachmentInput, "microsoft.graph.attachment");
  const [added] = (await toAttachments([given])) as [MailAttachment];
  await changeDraft(services, mailbox, item, { ...parts, attachments: [...(parts.attachments ?? []), added] });
  const changed = await services.mailboxes.get(mailbox.address, item.id);
  const content = changed && (await services.mailboxes.content(changed));
  if (!content) throw itemNotFound();
  const attachments = await readAttachments(content, undefined);
  const shown = await showAttachment(changed, attachments, placeOf(attachments, added), undefined);
  const context = odataContext(c, version, mailbox, `messages('${c.req.param("id")}')/attachments/$entity`);
  return c.json({ "@odata.context": context, ...shown }, 201);
}

/** @returns the ids of both, as links name them. @throws HttpError where it is no draft any more. */
export async function addToDraft(
  services: HttpServices,
  { mailbox: address, itemId: id }: { readonly mailbox: string; readonly itemId: number },
  added: MailAttachment,
): Promise<{ readonly message: string; readonly attachment: string }> {
  const { mailboxes, configurations, clock } = services;
  const item = await mailboxes.get(address, id);
  const content = item && (await mailboxes.content(item));
  const mailbox = directoryOf(configurations.current()).findMailbox(address);
  if (!content || !mailbox || !isDraft(mailboxes, item)) throw itemNotFound();
  const parts = await readParts(content, clock.now());
  await changeDraft(services, mailbox, item, { ...parts, attachments: [...(parts.attachments ?? []), added] });
  const changed = await mailboxes.content((await mailboxes.get(address, id)) ?? item);
  const attachments = changed ? await readAttachments(changed, undefined) : [];
  return { message: itemId(item.id, item.folderId, false), attachment: attachmentId(id, placeOf(attachments, added)) };
}

/** Those that the text shows stand before the others. */
function placeOf(attachments: MessageAttachments, { name, isInline = false }: MailAttachment): number {
  const at = attachments.findLastIndex((one) => one.name === name && one.isInline === isInline);
  return at < 0 ? attachments.length - 1 : at;
}

async function remove(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const { item, parts } = await requestedDraft(c, services);
  const parsed = parseGraphId(c.req.param("attachment") ?? "");
  if (parsed?.kind !== "attachment") throw idMalformed();
  const { attachments = [] } = parts;
  if (parsed.itemId !== item.id || parsed.index >= attachments.length) throw itemNotFound();
  await changeDraft(services, mailbox, item, { ...parts, attachments: attachments.toSpliced(parsed.index, 1) });
  return c.body(null, 204);
}

export async function requestedDraft(
  c: Context,
  services: HttpServices,
): Promise<{ readonly item: MailboxItem; readonly parts: MailParts }> {
  const item = await requestedItem(c, services, requestedMailbox(c, services));
  const content = await services.mailboxes.content(item);
  if (!content) throw itemNotFound();
  if (!isDraft(services.mailboxes, item) || (await tnefOf(item, content)))
    throw new HttpError(400, "ErrorInvalidOperation", "Attachments can be changed here of drafts only.");
  return { item, parts: await readParts(content, services.clock.now()) };
}
