// Whether an item answers a query: by its row, and by its header block where a term asks for that.
import { decodeEncodedWords } from "../../mime/encoded-word.ts";
import type { HeaderBlock } from "../../mime/header-block.ts";
import type { MailboxItem } from "../mailbox-store.ts";
import type { Query, Term } from "./parse-query.ts";

export type Headers = () => Promise<HeaderBlock | undefined>;

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  from: ["From", "Sender"],
  to: ["To"],
  cc: ["Cc"],
  bcc: ["Bcc"],
  recipients: ["To", "Cc", "Bcc"],
  participants: ["From", "Sender", "To", "Cc", "Bcc"],
};

export async function matches(query: Query, item: MailboxItem, headers: Headers): Promise<boolean> {
  for (const terms of query) {
    if (await holdsAll(terms, item, headers)) return true;
  }
  return false;
}

async function holdsAll(terms: readonly Term[], item: MailboxItem, headers: Headers): Promise<boolean> {
  for (const term of terms) {
    if ((await holds(term, item, headers)) === term.isNegated) return false;
  }
  return true;
}

async function holds({ property, value, span }: Term, item: MailboxItem, headers: Headers): Promise<boolean> {
  switch (property) {
    case "subject":
      return item.subject.toLowerCase().includes(value);
    case "itemclass":
      return item.messageClass.toLowerCase().startsWith(value);
    case "messageid":
      return item.messageId === value;
    case "received":
      return span !== undefined && item.receivedAt >= span[0] && item.receivedAt < span[1];
    case "any":
      return item.subject.toLowerCase().includes(value) || (await names("participants", value, item, headers));
    default:
      return names(property, value, item, headers);
  }
}

/** Addresses and display names. The envelope's sender counts as one: mail may lack a From. */
async function names(property: string, value: string, item: MailboxItem, headers: Headers): Promise<boolean> {
  const isOfSender = property === "from" || property === "participants";
  if (isOfSender && [item.from, item.sender.toLowerCase()].some((address) => address.includes(value))) return true;
  const block = await headers();
  const fields = (FIELDS[property] ?? []).flatMap((name) => block?.all(name) ?? []);
  return fields.some((field) => decodeEncodedWords(field).toLowerCase().includes(value));
}
