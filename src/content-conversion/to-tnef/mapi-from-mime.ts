// A MIME message as MAPI has it. [MS-OXCMAIL] §2.1.3
import { HeaderBlock } from "../../mime/header-block.ts";
import { splitMessage } from "../../mime/message.ts";
import { type MimePart, parseStructureInTurns, STRUCTURE_LIMITS, walkParts } from "../../mime/structure.ts";
import type { MapiAttachment, MapiMessage } from "../../tnef/message.ts";
import { TYPE } from "../../tnef/property.ts";
import { PropertyBag } from "../../tnef/property-bag.ts";
import { NAMED, TAG } from "../../tnef/property-tags.ts";
import { isTnefPart } from "../find-tnef.ts";
import { promoteMessageClass } from "../promote.ts";
import { attachmentFrom } from "./attachments.ts";
import { setBodies } from "./bodies.ts";
import { sortParts } from "./body-parts.ts";
import { whyNot } from "./can-become-tnef.ts";
import { localeId } from "./code-pages.ts";
import { digest, messageIdOf } from "./conversation.ts";
import {
  setConversation,
  setDisplayLists,
  setFields,
  setInternetHeaders,
  setPeople,
  setSubject,
  setTimes,
  setUrgency,
} from "./header-properties.ts";
import { recipientsOf } from "./recipients.ts";

/** What the tenant knows of the message beside its bytes. */
export interface MessageFacts {
  /** Hexadecimal. */
  readonly searchKey?: string | undefined;
  /** A GUID. */
  readonly networkMessageId?: string | undefined;
}

/**
 * For a message that canBecomeTnef() lets pass. Same bytes and facts, same properties.
 * @param body from the blank line on, as Body.read() gives it.
 */
export async function mapiFromMime(headers: HeaderBlock, body: Buffer, facts: MessageFacts): Promise<MapiMessage> {
  const root = await parseStructureInTurns(body, {}, headers);
  const message = await convert(headers, body, root, 0);
  const { properties } = message;
  const messageId = messageIdOf(headers);
  // A message that never had a key gets one (docs/recall.md R11); here its Message-ID gives it.
  const searchKey = facts.searchKey
    ? Buffer.from(facts.searchKey, "hex")
    : digest("search key", messageId).subarray(0, 16);
  properties.set(TAG.PidTagSearchKey, searchKey);
  const { networkMessageId } = facts;
  if (networkMessageId) properties.setNamed(NAMED.NetworkMessageId, TYPE.Guid, networkMessageId.toLowerCase());
  return message;
}

/** Messages deeper than this stay files: each level is copied into the one around it. */
const MAX_EMBEDDED = 8;

async function convert(headers: HeaderBlock, body: Buffer, root: MimePart, depth: number): Promise<MapiMessage> {
  const properties = new PropertyBag();
  const parts = sortParts(root);
  properties.set(TAG.PidTagMessageClass, promoteMessageClass(headers));
  setUrgency(properties, headers);
  setSubject(properties, headers);
  setTimes(properties, headers);
  setPeople(properties, headers);
  setConversation(properties, headers);
  setDisplayLists(properties, headers);
  setFields(properties, headers);
  if (depth > 0) setInternetHeaders(properties, headers);
  await setBodies(properties, body, parts);
  properties.set(TAG.PidTagMessageLocaleId, localeId(headers.get("Content-Language")));
  properties.set(TAG.PidTagStoreSupportMask, STORE_UNICODE_OK);
  const html = properties.binary(TAG.PidTagHtml);
  const attachments: MapiAttachment[] = [];
  for (const placed of parts.attachments) {
    const source = { message: body, html, embed: (bytes: Buffer) => embed(bytes, depth + 1) };
    attachments.push(await attachmentFrom(placed, attachments.length + 1, source));
  }
  return { properties, recipients: recipientsOf(headers), attachments };
}

/** Texts may be Unicode; what else the mask says is the store's own. */
const STORE_UNICODE_OK = 0x00040000;

/** Undefined where conversion would break it, or has been: then it stays the file that it is. */
async function embed(bytes: Buffer, depth: number): Promise<MapiMessage | undefined> {
  if (depth > MAX_EMBEDDED) return undefined;
  const split = splitMessage(bytes);
  if (split.headers.length > STRUCTURE_LIMITS.maxHeaderBytes) return undefined;
  const headers = HeaderBlock.parse(split.headers);
  const root = await parseStructureInTurns(split.body, {}, headers);
  const staysMime = whyNot(root) !== undefined || [...walkParts(root)].some(isTnefPart);
  return staysMime ? undefined : convert(headers, split.body, root, depth);
}
