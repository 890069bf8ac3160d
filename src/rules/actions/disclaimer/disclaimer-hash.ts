// Which disclaimers a message has: one header field for each, so that none is added twice. The field leaves over connectors
// with CloudServicesMailEnabled as X-MS-Exchange-CrossPremises-disclaimer-hash; the header firewall takes it elsewhere.
import { createHash } from "node:crypto";
import type { MailItem } from "../../../agent-api/mail-item.ts";
import type { HeaderBlock } from "../../../mime/header-block.ts";
import { contentOf } from "../../content/message-content.ts";
import { wordsInLong } from "../../words.ts";

export const DISCLAIMER_HASH = "X-MS-Exchange-Organization-disclaimer-hash";

/** SHA-256 in hex of the place and of the words as the rule has them: rules that share both add one disclaimer. */
export function disclaimerHash(html: string, location: string): string {
  return createHash("sha256").update(`${location}\n${html}`).digest("hex");
}

export function isDisclaimed(headers: HeaderBlock, hash: string): boolean {
  return headers.all(DISCLAIMER_HASH).includes(hash);
}

/** Why words that the text has already are added again, as the end of a sentence; empty where it lacks them. */
export async function whyAgain(item: MailItem, words: string): Promise<string> {
  const connector = item.attribution?.connector;
  if (connector === undefined || words.trim() === "") return "";
  const { texts } = await contentOf(item);
  for (const text of texts) {
    const has = await wordsInLong(text);
    if (has(words.trim())) return cause(connector);
  }
  return "";
}

const cause = (connector: string): string =>
  `, which has it already: ${DISCLAIMER_HASH} did not come back over the connector "${connector}"`;
