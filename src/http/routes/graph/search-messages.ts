// $search on messages: each message of the folders that are asked is judged by itself, newest first. Microsoft Graph: search
// query parameter
import { textingHtml } from "../../../content-conversion/to-tnef/text-of-html.ts";
import type { MailboxItem, MailboxStore } from "../../../mailbox/mailbox-store.ts";
import { runInTurns } from "../../../mime/in-turns.ts";
import type { KqlQuery, TextField } from "./kql.ts";
import type { MessageShape } from "./message-view.ts";
import { showMessage } from "./message-view.ts";

/** Properties that a field is read from. */
const NEEDS: Readonly<Record<TextField | "hasAttachments" | "isRead" | "importance" | "received", readonly string[]>> =
  {
    any: ["from", "body"],
    from: ["from"],
    to: ["toRecipients"],
    cc: ["ccRecipients"],
    bcc: ["bccRecipients"],
    recipients: ["toRecipients", "ccRecipients", "bccRecipients"],
    participants: ["from", "toRecipients", "ccRecipients", "bccRecipients"],
    subject: [],
    body: ["body"],
    attachment: [],
    hasAttachments: ["hasAttachments"],
    isRead: [],
    importance: ["importance"],
    received: [],
  };

interface Recipient {
  readonly emailAddress: { readonly name: string; readonly address: string };
}
interface Shown {
  readonly from?: Recipient | null;
  readonly toRecipients?: readonly Recipient[];
  readonly ccRecipients?: readonly Recipient[];
  readonly bccRecipients?: readonly Recipient[];
  readonly body?: { readonly contentType: "text" | "html"; readonly content: string };
  readonly importance?: string;
  readonly hasAttachments?: boolean;
  readonly attachments?: readonly { readonly name: string }[];
}

/** What is asked of one message after the other. */
export function searchFor(store: MailboxStore, query: KqlQuery): (item: MailboxItem) => Promise<boolean> {
  const fields = fieldsOf(query);
  const shape: MessageShape = {
    properties: [...new Set(fields.flatMap((field) => NEEDS[field]))],
    immutableIds: false,
    prefersText: true,
    expanded: fields.includes("attachment") ? { attachments: ["name"] } : {},
  };
  return async (item) => {
    const shown = (await showMessage(store, item, shape)) as Shown;
    const { body } = shown;
    const text = body?.contentType === "html" ? await runInTurns(textingHtml(body.content)) : (body?.content ?? "");
    return holds(query, item, shown, text);
  };
}

type Field = keyof typeof NEEDS;

function fieldsOf(query: KqlQuery): Field[] {
  switch (query.kind) {
    case "and":
    case "or":
      return query.of.flatMap(fieldsOf);
    case "not":
      return fieldsOf(query.of);
    default:
      return [query.field];
  }
}

function holds(query: KqlQuery, item: MailboxItem, shown: Shown, body: string): boolean {
  switch (query.kind) {
    case "and":
      return query.of.every((one) => holds(one, item, shown, body));
    case "or":
      return query.of.some((one) => holds(one, item, shown, body));
    case "not":
      return !holds(query.of, item, shown, body);
    case "flag":
      return (query.field === "isRead" ? item.isRead : (shown.hasAttachments ?? false)) === query.value;
    case "word":
      return shown.importance === query.text;
    case "time":
      return item.receivedAt >= query.from && item.receivedAt < query.to;
    case "text":
      return textsOf(query.field, item, shown, body).some((text) => has(text, query.text));
  }
}

function textsOf(field: TextField, item: MailboxItem, shown: Shown, body: string): string[] {
  const people = (list: readonly (Recipient | null | undefined)[] | undefined) =>
    (list ?? []).flatMap((one) => (one ? [one.emailAddress.name, one.emailAddress.address] : []));
  const from = () => people([shown.from]);
  const recipients = () =>
    people([shown.toRecipients, shown.ccRecipients, shown.bccRecipients].flatMap((l) => l ?? []));
  switch (field) {
    case "any":
      return [item.subject, ...from(), body];
    case "from":
      return from();
    case "to":
      return people(shown.toRecipients);
    case "cc":
      return people(shown.ccRecipients);
    case "bcc":
      return people(shown.bccRecipients);
    case "recipients":
      return recipients();
    case "participants":
      return [...from(), ...recipients()];
    case "subject":
      return [item.subject];
    case "body":
      return [body];
    case "attachment":
      return (shown.attachments ?? []).map(({ name }) => name);
  }
}

const LETTER = /[\p{L}\p{N}]/u;

/** Where a word begins, in any case; a star at the end says what holds anyway: "budg" finds "Budget". */
function has(text: string, wanted: string): boolean {
  const searched = text.toLowerCase();
  const word = wanted.replace(/\*+$/, "").toLowerCase().replace(/\s+/g, " ").trim();
  if (word === "") return searched !== "";
  const plain = searched.replace(/\s+/g, " ");
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1))
    if (at === 0 || !LETTER.test(plain[at - 1] ?? "")) return true;
  return false;
}
