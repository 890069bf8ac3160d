// A message as classic Outlook hands it over: its MAPI properties lie in TNEF, inside the tenant too. docs/recall.md R1
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { MapiMessage } from "../../tnef/message.ts";
import type { MimeMessage } from "../mime-message.ts";
import { layOutTnef } from "../to-tnef/lay-out-tnef.ts";
import { mapiFromMime } from "../to-tnef/mapi-from-mime.ts";
import { plainTextOf } from "../to-tnef/plain-text.ts";
import { type OutlookFacts, outlookHeaders } from "./outlook-headers.ts";

export interface NativeFacts extends OutlookFacts {
  /** Upper-case hex. */
  readonly searchKey: string;
}

/**
 * @param body of the message in plain MIME, from the blank line on.
 * @param complete adds the properties that MIME has no words for.
 */
export async function outlookMessage(
  headers: HeaderBlock,
  body: Buffer,
  facts: NativeFacts,
  complete: (message: MapiMessage) => void = () => undefined,
): Promise<MimeMessage> {
  const ordered = outlookHeaders(headers, facts);
  const { searchKey, networkMessageId } = facts;
  const message = await mapiFromMime(ordered, body, { searchKey, networkMessageId });
  complete(message);
  return layOutTnef(ordered, message, await plainTextOf(message));
}
