// PATCH: of a draft everything may be changed, of a message that was sent or received what is its owner's to set.
// Microsoft Graph: Update message
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import { didYouMean } from "../../../organization/nearest.ts";
import type { Mailbox } from "../../../organization/organization.ts";
import { HttpError } from "../../http-error.ts";
import { readJson } from "../../request-body.ts";
import type { HttpServices } from "../../services.ts";
import { answerMessage } from "./answer-message.ts";
import { auditOf } from "./audit.ts";
import { readParts } from "./draft-content.ts";
import { changeDraft } from "./drafts.ts";
import {
  type ExtendedProperties,
  type ExtendedPropertiesInput,
  extendedPropertiesInput,
  readExtended,
} from "./extended-property-input.ts";
import { type GraphVersion, MESSAGE_PATHS, requestedItem, requestedMailbox } from "./graph-context.ts";
import { INVALID_REQUEST, itemNotFound } from "./graph-error.ts";
import { entity, JSON_LIMIT, judgeGraphJson, unknownProperty } from "./graph-json.ts";
import { isDraft } from "./is-draft.ts";
import { itemInput, ownProperties } from "./item-input.ts";
import { draftInput } from "./message-input.ts";
import { withInput } from "./message-parts.ts";
import { MESSAGE_PROPERTIES } from "./message-properties.ts";

const sentInput = entity({
  isRead: z.boolean().optional(),
  importance: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["low", "normal", "high"]))
    .optional(),
  ...itemInput,
  ...extendedPropertiesInput,
});
const CHANGEABLE = Object.keys(sentInput.shape).filter((name) => !name.startsWith("@"));
/** What stands when a draft was made; attachments have requests of their own. */
const { internetMessageHeaders: _headers, attachments: _attachments, ...changeable } = draftInput.shape;
const changedDraft = z.strictObject(changeable);
const TYPE = "Microsoft.OutlookServices.Message";

export function addUpdateMessageRoute(routes: Hono, services: HttpServices, version: GraphVersion): void {
  for (const path of MESSAGE_PATHS) routes.patch(`${path}/:id`, (c) => update(c, services, version));
}

async function update(c: Context, services: HttpServices, version: GraphVersion): Promise<Response> {
  const mailbox = requestedMailbox(c, services);
  const item = await requestedItem(c, services, mailbox);
  const given = await readJson(c, INVALID_REQUEST, JSON_LIMIT);
  if (isDraft(services.mailboxes, item)) {
    const { importance, ...change } = await updateDraft(services, mailbox, item, given);
    await setItem(services, item, change);
  } else {
    refuseWhatIsSent(given);
    await setItem(services, item, judgeGraphJson(given, sentInput, TYPE));
  }
  // Whether it was read is no change that the log knows.
  if (Object.keys(given as object).some((name) => name !== "isRead")) {
    const audit = auditOf(c, services, mailbox);
    await services.mailboxes.write((tx) => audit(tx, { operation: "Update", item }));
  }
  return answerMessage(c, services, version, mailbox, item.id, 200);
}

/** @returns what is set beside its content. */
async function updateDraft(services: HttpServices, mailbox: Mailbox, item: MailboxItem, given: unknown) {
  const input = judgeGraphJson(given, changedDraft, TYPE);
  const { isRead, categories, flag, singleValueExtendedProperties, multiValueExtendedProperties, ...message } = input;
  const extended = { singleValueExtendedProperties, multiValueExtendedProperties };
  readChanges(extended);
  if (Object.values(message).some((value) => value !== undefined)) {
    const content = await services.mailboxes.content(item);
    if (!content) throw itemNotFound();
    const parts = await readParts(content, services.clock.now());
    const changed = await withInput(services.configurations.current(), mailbox, parts, message);
    await changeDraft(services, mailbox, item, changed);
  }
  return { isRead, categories, flag, importance: undefined, ...extended };
}

type ItemChange = z.output<typeof sentInput>;

/** Nothing is set when one of them can't be read. */
async function setItem({ mailboxes, clock }: HttpServices, { mailbox, id }: MailboxItem, change: ItemChange) {
  const { isRead, importance } = change;
  const { mapi, messageClass } = readChanges(change);
  const now = clock.now();
  if (isRead !== undefined) await mailboxes.setRead(mailbox, id, isRead, now);
  const properties = { ...(importance && { importance }), ...ownProperties(change) };
  if (Object.keys(properties).length > 0) await mailboxes.setProperties(mailbox, id, properties, now);
  if (messageClass !== undefined) await mailboxes.setMessageClass(mailbox, id, messageClass, now);
  if (Object.keys(mapi).length > 0) await mailboxes.setMapi(mailbox, id, mapi, now);
}

function readChanges(given: ExtendedPropertiesInput): ExtendedProperties {
  const extended = readExtended(given);
  if (extended.receivedAt === undefined && extended.isDraft === undefined) return extended;
  const text = "Flags and delivery time of a message are set when it is made: 0x0E07 and 0x0E06 can't be changed.";
  throw new HttpError(400, "ErrorInvalidExtendedProperty", text);
}

/** @throws HttpError for a property of messages that stands once the message was sent, and for one that there is not. */
function refuseWhatIsSent(given: unknown): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return;
  for (const name of Object.keys(given)) {
    if (CHANGEABLE.includes(name) || name.startsWith("@odata.")) continue;
    if (!(name in MESSAGE_PROPERTIES)) throw unknownProperty(name, TYPE, didYouMean(name, CHANGEABLE));
    const text = `Update operation is invalid for property of a sent message. '${name}' can't be changed; ${CHANGEABLE.join(", ")} can.`;
    throw new HttpError(400, "ErrorInvalidPropertyUpdateSentMessage", text);
  }
}
