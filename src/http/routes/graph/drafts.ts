// Drafts: made, changed, sent. A draft lies in its mailbox as the MIME that it would be sent as, Bcc included. Microsoft
// Graph: Create message, message: send
import type { Context, Hono } from "hono";
import type { Folder } from "../../../mailbox/folders.ts";
import type { ItemProperties } from "../../../mailbox/item-properties.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import { keepVersion } from "../../../mailbox/versions.ts";
import { composeMail, type MailParts } from "../../../mime/compose-mail.ts";
import { HeaderBlock } from "../../../mime/header-block.ts";
import { headerText } from "../../../mime/header-text.ts";
import { splitMessage } from "../../../mime/message.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { newGuid, newSearchKey } from "../../../runtime/ids.ts";
import { HEADER_TOO_BIG, MESSAGE_TOO_BIG } from "../../../smtp/listener-replies.ts";
import { DraftChangedError } from "../../../transport/receive/accept.ts";
import { deferredSendTime } from "../../../transport/receive/send-time.ts";
import { HttpError } from "../../http-error.ts";
import { readJson } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { answerMessage } from "./answer-message.ts";
import { type Audit, auditOf } from "./audit.ts";
import { type ExtendedProperties, readExtended } from "./extended-property-input.ts";
import { type GraphVersion, MESSAGE_PATHS, requestedFolder, requestedItem, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST, itemNotFound } from "./graph-error.ts";
import { JSON_LIMIT, judgeGraphJson } from "./graph-json.ts";
import { isDraft } from "./is-draft.ts";
import { ownProperties } from "./item-input.ts";
import { draftInput } from "./message-input.ts";
import { distinct, emptyParts, withInput } from "./message-parts.ts";
import { readMime, recipientsOf } from "./mime-input.ts";
import { refusal } from "./submission-refusal.ts";

const TYPE = "Microsoft.OutlookServices.Message";

export function addDraftRoutes(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) {
    routes.post(path, (c) => create(c, services, version));
    routes.post(`${path}/:id/send`, (c) => send(c, services));
  }
}

async function create(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const folder = requestedFolder(c, services, mailbox) ?? draftsOf(services, mailbox);
  const isMime = /^\s*text\/plain\b/i.test(c.req.header("content-type") ?? "");
  const audit = auditOf(c, services, mailbox);
  const id = isMime
    ? await addDraft(services, mailbox, folder, {
        content: await readMime(c, services.submissions.limits.maxMessageBytes),
        audit,
      })
    : await createFromJson(c, services, mailbox, folder);
  return answerMessage(c, services, version, mailbox, id, 201);
}

async function createFromJson(c: Context, services: HttpServices, mailbox: Mailbox, folder: Folder): Promise<number> {
  const given = judgeGraphJson(await readJson(c, INVALID_REQUEST, JSON_LIMIT), draftInput, TYPE);
  const { isRead = true } = given;
  const extended = readExtended(given);
  const organization = services.configurations.current();
  const parts = await withInput(organization, mailbox, emptyParts(organization, mailbox, services.clock.now()), given);
  const content = await composeMail(parts);
  return addDraft(services, mailbox, folder, {
    ...{ content, isRead, properties: ownProperties(given), extended },
    audit: auditOf(c, services, mailbox),
  });
}

export interface NewDraft {
  readonly content: Buffer;
  readonly isRead?: boolean;
  readonly properties?: ItemProperties;
  readonly extended?: ExtendedProperties;
  readonly audit?: Audit;
}

/** @returns the id of the item. */
export async function addDraft(
  services: HttpServices,
  mailbox: Mailbox,
  folder: Folder,
  { content, isRead = true, properties = {}, extended, audit }: NewDraft,
): Promise<number> {
  const { mailboxes, clock } = services;
  const { headers, ...stored } = await store(services, content);
  const now = clock.now();
  return mailboxes.write(async function createDraft(tx) {
    const about = described(headers, mailbox);
    await audit?.(tx, { operation: "Create", item: { ...about, folderId: folder.id } });
    return mailboxes.create(tx, {
      ...about,
      contentId: await mailboxes.saveContent(tx, stored.headerBytes, stored.body, now),
      folderId: folder.id,
      searchKey: newSearchKey(),
      messageClass: extended?.messageClass ?? "IPM.Note",
      ...(extended && { mapi: extended.mapi }),
      receivedAt: extended?.receivedAt ?? now,
      isRead: extended?.isRead ?? isRead,
      networkMessageId: newGuid(),
      size: content.length,
      properties: { ...properties, isDraft: extended?.isDraft ?? true },
    });
  });
}

/** Another content in the place of a draft's. @throws HttpError where somebody else changed it meanwhile. */
export async function changeDraft(
  services: HttpServices,
  mailbox: Mailbox,
  item: MailboxItem,
  parts: MailParts,
): Promise<void> {
  const { mailboxes, clock } = services;
  const content = await composeMail(parts);
  const { headers, headerBytes, body } = await store(services, content);
  const now = clock.now();
  const isChanged = await mailboxes.write(async function replaceDraft(tx) {
    const contentId = await mailboxes.saveContent(tx, headerBytes, body, now);
    const changed = { ...item, ...described(headers, mailbox), contentId, size: content.length };
    const isReplaced = await mailboxes.replace(tx, item, changed, now);
    if (isReplaced) await keepVersion(tx, mailboxes, item, mailbox, now);
    return isReplaced;
  });
  if (!isChanged) throw conflict();
}

async function store({ mailboxes, submissions }: HttpServices, content: Buffer) {
  const { headers: headerBytes, body } = splitMessage(content);
  const { maxMessageBytes, maxHeaderBytes } = submissions.limits;
  if (content.length > maxMessageBytes) throw refusal(MESSAGE_TOO_BIG);
  if (headerBytes.length > maxHeaderBytes) throw refusal(HEADER_TOO_BIG);
  return { headers: HeaderBlock.parse(headerBytes), headerBytes, body: await mailboxes.storeBody(body) };
}

function described(headers: HeaderBlock, { address }: Mailbox) {
  return {
    mailbox: address,
    messageId: headers.get("Message-ID")?.trim() ?? "",
    subject: headerText(headers, "Subject"),
    sender: address,
  };
}

/** The draft becomes the copy in Sent Items, with its id where ids are immutable. */
async function send(c: Context, services: HttpServices): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  if (!isDraft(services.mailboxes, item))
    throw new HttpError(400, "ErrorMessageAlreadySent", "The message is no draft: it was sent or received.");
  const content = await services.mailboxes.content(item);
  if (!content) throw itemNotFound();
  const headers = HeaderBlock.parse(content.headers);
  const recipients = distinct(recipientsOf(headers));
  if (recipients.length === 0)
    throw new HttpError(400, "ErrorInvalidRecipients", "At least one recipient is not valid., The message has none.");
  // When it is sent it gets its date; of a message that was taken back its way is forgotten.
  headers.removeWhere(({ name }) => /^(?:date|received)$/i.test(name));
  const deferUntil = deferredSendTime(item.mapi, services.clock.now());
  const submitted = await services.submissions
    .submit({
      user: mailbox.address,
      content: Buffer.concat([headers.toBuffer(), await content.body.read()]),
      recipients,
      saveToSentItems: true,
      draft: item,
      ...(deferUntil !== undefined && { deferUntil }),
      notifiesOfDelivery: headers.has("Return-Receipt-To"),
    })
    .catch((error: unknown) => {
      throw error instanceof DraftChangedError ? conflict() : error;
    });
  if ("refused" in submitted) throw refusal(submitted.refused);
  return c.body(null, 202);
}

export function draftsOf({ mailboxes }: HttpServices, { address }: Mailbox): Folder {
  const folder = mailboxes.folders.wellKnown(address, "drafts");
  if (!folder) throw itemNotFound();
  return folder;
}

function conflict(): HttpError {
  const text =
    "The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.";
  return new HttpError(409, "ErrorIrresolvableConflict", text);
}
