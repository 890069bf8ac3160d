// Content conversion: what leaves is in the form that the remote domain asks for, TNEF or plain MIME. [MS-OXCMAIL] §2.1, §2.2
// A message that has that form already leaves byte for byte as it stands.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { formatFor } from "../../content-conversion/destination-format.ts";
import { type FoundTnef, findTnefIn, isTnefAlone } from "../../content-conversion/find-tnef.ts";
import type { MimeMessage } from "../../content-conversion/mime-message.ts";
import { setSearchKey } from "../../content-conversion/set-search-key.ts";
import { toMime } from "../../content-conversion/to-mime/to-mime.ts";
import { canBecomeTnef } from "../../content-conversion/to-tnef/can-become-tnef.ts";
import { layOutTnef } from "../../content-conversion/to-tnef/lay-out-tnef.ts";
import { mapiFromMime } from "../../content-conversion/to-tnef/mapi-from-mime.ts";
import { plainTextOf } from "../../content-conversion/to-tnef/plain-text.ts";
import type { MimeFormat } from "../../organization/organization.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import { TAG } from "../../tnef/property-tags.ts";
import type { TransportServices } from "../services.ts";
import { hopKey } from "./bifurcate.ts";
import type { CategorizerRun } from "./categorizer-run.ts";
import { sendersChoice } from "./senders-choice.ts";

/** Bifurcation saw to it that all recipients of an item want one form. */
export async function convertContent(run: CategorizerRun, services: TransportServices): Promise<void> {
  for (const [index, item] of run.items.entries()) {
    const [recipient] = item.recipients;
    if (!recipient || hopKey(item) === "mailbox") continue;
    const format = formatFor(run.organization, recipient.address, sendersChoice(item));
    if (format.tnef === undefined && !isTnefAlone(item.headers)) continue;
    const tnef = await findTnefIn(item.headers, item.body);
    const converted = format.tnef === false ? await toPlain(item, tnef, format.mime) : await toRichText(item, tnef);
    if (!converted) continue;
    const body = await services.contents.store(converted.body);
    run.items[index] = { ...item, headers: converted.headers, body, eightBitMime: false };
  }
}

async function toPlain(item: MailItem, tnef: FoundTnef, format: MimeFormat): Promise<MimeMessage | undefined> {
  if (tnef.kind !== "belongs") return undefined;
  return toMime({ headers: item.headers, body: await item.body.read() }, tnef, format);
}

async function toLegacy(item: MailItem, message: MapiMessage): Promise<MimeMessage> {
  const { searchKey } = item.data;
  if (searchKey !== undefined) message.properties.set(TAG.PidTagSearchKey, Buffer.from(searchKey, "hex"));
  return layOutTnef(item.headers, message, await plainTextOf(message));
}

/** docs/recall.md R6: any TNEF that leaves has the search key that was given at submission. */
async function toRichText(item: MailItem, tnef: FoundTnef): Promise<MimeMessage | undefined> {
  const { searchKey, messageClass = item.data.generatedClass, recallSearchKey } = item.data;
  if (tnef.kind === "belongs") {
    // Summary TNEF, the whole message in one part, is for Exchange servers among each other.
    if (tnef.part === tnef.root) return toLegacy(item, tnef.message);
    const there = tnef.message.properties.binary(TAG.PidTagSearchKey)?.toString("hex").toUpperCase();
    if (searchKey === undefined || there === searchKey) return undefined;
    return { headers: item.headers, body: await setSearchKey(await item.body.read(), tnef, searchKey) };
  }
  if (tnef.kind !== "none") return undefined;
  const body = await item.body.read();
  if (!(await canBecomeTnef(item.headers, body)).can) return undefined;
  const { networkMessageId } = item;
  const facts = { networkMessageId, ...(searchKey !== undefined && { searchKey }) };
  const message = await mapiFromMime(item.headers, body, facts);
  if (messageClass !== undefined) message.properties.set(TAG.PidTagMessageClass, messageClass);
  if (recallSearchKey !== undefined) message.properties.set(TAG.RecallSearchKey, Buffer.from(recallSearchKey, "hex"));
  return layOutTnef(item.headers, message, await plainTextOf(message));
}
