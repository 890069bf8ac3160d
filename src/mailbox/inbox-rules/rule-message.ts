// A message as inbox rules see it.
import type { MailItem } from "../../agent-api/mail-item.ts";
import { parseAddresses } from "../../mime/address.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import { headerText } from "../../mime/header-text.ts";
import type { MessageContent } from "./read-content.ts";

export interface RuleMessage {
  readonly headers: HeaderBlock;
  readonly messageClass: string;
  readonly subject: string;
  /** P2, lower case. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** Milliseconds UTC. */
  readonly receivedAt: number;
  /** Only where a rule asks for it: needsContent(). */
  readonly content: MessageContent | undefined;
  /** As words are looked for in it; made once for all rules of all mailboxes. */
  readonly searched: Readonly<Record<"subject" | "body" | "headers", string>>;
}

/** Whose rules they are, and how addresses are compared. */
export interface RuleOwner {
  /** Primary address. */
  readonly address: string;
  /** The one address by which the owner of any of their addresses is known. */
  primaryAddress(address: string): string;
}

/** What is longer is not read to its end, characters. */
const LONGEST_LIST = 100_000;

export function ruleMessageOf(
  item: MailItem,
  messageClass: string,
  receivedAt: number,
  content?: MessageContent,
): RuleMessage {
  const { headers } = item;
  const subject = headerText(headers, "Subject");
  return {
    headers,
    messageClass,
    subject,
    from: addresses(headers, "From"),
    to: addresses(headers, "To"),
    cc: addresses(headers, "Cc"),
    size: headers.byteLength + item.body.size,
    receivedAt,
    content,
    searched: lazily({
      subject: () => foldText(subject),
      body: () => foldText(content?.text ?? ""),
      headers: () => foldText(headers.toBuffer().toString("utf8")),
    }),
  };
}

/** Case and the form of composed letters are no differences. */
export function foldText(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

function lazily<K extends string>(make: Record<K, () => string>): Record<K, string> {
  const values = {} as Record<K, string>;
  for (const name of Object.keys(make) as K[]) {
    let value: string | undefined;
    Object.defineProperty(values, name, {
      get: () => {
        value ??= make[name]();
        return value;
      },
    });
  }
  return values;
}

function addresses(headers: HeaderBlock, name: string): string[] {
  const value = headers.all(name).join(", ").slice(0, LONGEST_LIST);
  return parseAddresses(value).map(({ address }) => address.toLowerCase());
}
