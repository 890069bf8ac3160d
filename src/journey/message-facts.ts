// What a search asks of the message itself, as it came in: whom its header names, and what it has.
import { findTnefIn } from "../content-conversion/find-tnef.ts";
import type { ContentStore, StoredContent } from "../database/content-store.ts";
import { parseAddresses } from "../mime/address.ts";
import { findAttachments } from "../mime/attachments.ts";
import { HeaderBlock } from "../mime/header-block.ts";
import { parseStructureInTurns } from "../mime/structure.ts";
import { TAG } from "../tnef/property-tags.ts";
import { messageIdOf, type TrackingRow } from "../trace/tracking-log.ts";
import type { Addresses } from "./fold.ts";
import type { Holding } from "./journey.ts";

/** Addresses in lower case. */
export interface MessageFacts {
  /** Bytes. */
  readonly size: number;
  readonly cc: readonly string[];
  /** Recipients whom neither To nor Cc name. */
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly has: readonly Holding[];
}

const NOTHING_KNOWN: Omit<MessageFacts, "size"> = { cc: [], bcc: [], replyTo: [], has: [] };

/** Of what an older version took in, and of what was removed meanwhile, the size alone is known. */
export async function readFacts(
  receipt: TrackingRow,
  contents: Pick<ContentStore, "load">,
  addresses: Addresses,
): Promise<MessageFacts> {
  const { contentId } = receipt.data;
  const { size } = receipt;
  const content = typeof contentId === "number" ? await contents.load(contentId) : undefined;
  if (!content) return { size, ...NOTHING_KNOWN };
  const headers = HeaderBlock.parse(content.headers);
  // A row that was removed may have left its number to another message.
  if (messageIdOf({ headers }) !== receipt.messageId) return { size, ...NOTHING_KNOWN };
  const named = (field: string) => parseAddresses(headers.get(field) ?? "").map(({ address }) => address.toLowerCase());
  const cc = named("Cc");
  const open = new Set([...named("To"), ...cc].map((address) => addresses.primary(address)));
  return {
    size,
    cc,
    bcc: receipt.recipients.filter((address) => !open.has(addresses.primary(address))).map((one) => one.toLowerCase()),
    replyTo: named("Reply-To"),
    has: await holdingsOf(headers, content),
  };
}

async function holdingsOf(headers: HeaderBlock, { body }: StoredContent): Promise<Holding[]> {
  const tnef = await findTnefIn(headers, body);
  if (tnef.kind === "belongs") {
    const isShown = tnef.message.attachments.map(({ properties }) => properties.has(TAG.PidTagAttachContentId));
    return ["tnef", ...kindsOf(isShown)];
  }
  // Of a message of one part its header tells all.
  const isMultipart = /^\s*multipart\//i.test(headers.get("Content-Type") ?? "");
  const bytes = isMultipart ? await body.read() : Buffer.alloc(0);
  const found = findAttachments(await parseStructureInTurns(bytes, {}, headers), bytes);
  return kindsOf(found.map(({ isInline }) => isInline));
}

function kindsOf(isShown: readonly boolean[]): Holding[] {
  return [
    ...(isShown.includes(false) ? ["attachment" as const] : []),
    ...(isShown.includes(true) ? ["inline" as const] : []),
  ];
}
