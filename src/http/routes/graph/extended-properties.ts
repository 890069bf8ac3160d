// MAPI properties of an item as Graph's extended properties: what the store knows, what the message's TNEF said, and what
// its header block says. Microsoft Graph: singleValueLegacyExtendedProperty, multiValueLegacyExtendedProperty
import type { KeptProperty } from "../../../content-conversion/kept-properties.ts";
import { propertiesOfHeaders } from "../../../content-conversion/properties-of-headers.ts";
import type { MailboxItem } from "../../../mailbox/mailbox-store.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import type { ExtendedPropertyId } from "./extended-property-id.ts";
import { type MessageProperty, time } from "./message-properties.ts";

export interface ExtendedPropertySource {
  readonly item: MailboxItem;
  readonly headers: HeaderBlock;
  readonly hasAttachments: boolean;
  /** It lies where its owner's client put it: Drafts, Sent Items. */
  readonly isDraft: boolean;
  readonly isSent: boolean;
}

interface Known {
  readonly type: string;
  readonly needs: MessageProperty["needs"];
  readonly value: (source: ExtendedPropertySource) => string;
}

/** PidTagMessageFlags. [MS-OXCMSG] §2.2.1.6 */
const FLAG = { read: 0x01, unmodified: 0x02, unsent: 0x08, hasAttachment: 0x10, fromMe: 0x20 } as const;

/** What the store knows, by key. [MS-OXPROPS] */
const KNOWN: Readonly<Record<string, Known>> = {
  "0x001a": row("String", ({ messageClass }) => messageClass),
  "0x0037": row("String", ({ subject }) => subject),
  "0x0e06": row("SystemTime", ({ receivedAt }) => time(receivedAt)),
  "0x0e07": { type: "Integer", needs: "parts", value: (source) => String(messageFlags(source)) },
  "0x0e08": row("Integer", ({ size }) => String(size)),
  "0x0e1b": { type: "Boolean", needs: "parts", value: ({ hasAttachments }) => String(hasAttachments) },
  "0x007d": { type: "String", needs: "headers", value: ({ headers }) => headers.toBuffer().toString("utf8") },
  "0x1035": row("String", ({ messageId }) => messageId),
  "0x3007": row("SystemTime", ({ receivedAt }) => time(receivedAt)),
  "0x3008": row("SystemTime", ({ modifiedAt }) => time(modifiedAt)),
  "0x300b": row("Binary", ({ searchKey }) => Buffer.from(searchKey, "hex").toString("base64")),
};

/** What has to be read to show it. */
export function neededFor(id: ExtendedPropertyId): MessageProperty["needs"] {
  return KNOWN[id.key]?.needs ?? "headers";
}

/** Those that the item has of that type; undefined where it has none. */
export function showExtendedProperties(
  ids: readonly ExtendedPropertyId[],
  source: ExtendedPropertySource,
): { readonly id: string; readonly value: KeptProperty[1] }[] | undefined {
  const ofHeaders = ids.some(({ key }) => !KNOWN[key] && !source.item.mapi[key])
    ? propertiesOfHeaders(source.headers)
    : {};
  const shown = ids.flatMap(({ text, key, type }) => {
    const known = KNOWN[key];
    const [found, value] = known
      ? [known.type, known.type === type ? known.value(source) : ""]
      : (source.item.mapi[key] ?? ofHeaders[key] ?? []);
    return found === type && value !== undefined ? [{ id: text, value }] : [];
  });
  return shown.length > 0 ? shown : undefined;
}

function row(type: string, value: (item: MailboxItem) => string): Known {
  return { type, needs: "row", value: ({ item }) => value(item) };
}

/** A copy in Sent Items shows read and attachments alone, one that was delivered also whether it is as it came. */
function messageFlags({ item, hasAttachments, isDraft, isSent }: ExtendedPropertySource): number {
  const isOwn = item.sender.toLowerCase() === item.mailbox.toLowerCase();
  const isUntouched = Object.keys(item.properties).length === 0;
  return (
    (item.isRead ? FLAG.read : 0) |
    (hasAttachments ? FLAG.hasAttachment : 0) |
    (isDraft ? FLAG.unsent : 0) |
    (isDraft || isSent ? 0 : (isUntouched ? FLAG.unmodified : 0) | (isOwn ? FLAG.fromMe : 0))
  );
}
