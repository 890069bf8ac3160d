// Mailboxes by Microsoft Graph: what the desk reads of them, and what it does to them.
import { address, ask, get, send } from "../api/http.ts";
import type { Picture } from "../parts/picture.ts";
import { base64Of, type Draft, mimeOf } from "./mime.ts";

export interface User {
  readonly displayName: string;
  readonly mail: string;
}

export interface Folder {
  readonly id: string;
  readonly displayName: string;
  readonly wellKnownName: string | null;
  readonly totalItemCount: number;
  readonly unreadItemCount: number;
  readonly childFolders?: readonly Folder[];
}

export interface Person {
  readonly emailAddress: { readonly name: string; readonly address: string };
}

export interface Message {
  readonly id: string;
  /** Message-ID, with its angle brackets. */
  readonly internetMessageId: string;
  readonly subject: string;
  readonly isRead: boolean;
  readonly receivedDateTime: string;
  readonly from: Person | null;
  readonly toRecipients: readonly Person[];
}

export interface Opened extends Message {
  readonly body: { readonly contentType: "text" | "html"; readonly content: string };
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** Null of a message. */
  readonly contentType: string | null;
  readonly size: number;
  readonly isInline: boolean;
}

/** Which program the person at the desk has. docs/recall.md R1, R2 */
export type Client = "new" | "outlook";

interface List<T> {
  readonly value: readonly T[];
  readonly "@odata.count"?: number;
}

const user = (mailbox: string, version: "v1.0" | "beta" = "v1.0") => `/${version}/users/${encodeURIComponent(mailbox)}`;
const ROW = "id,internetMessageId,subject,isRead,receivedDateTime,from,toRecipients";
const MOST_ROWS = 50;

export async function listUsers(): Promise<readonly User[]> {
  return (await get<List<User>>("/v1.0/users", { $top: 999 })).value;
}

/** With Recoverable Items, where a recall puts what is held. */
export async function listFolders(mailbox: string): Promise<readonly Folder[]> {
  const query = { $top: 200, $expand: "childFolders", includeHiddenFolders: true };
  return (await get<List<Folder>>(`${user(mailbox, "beta")}/mailFolders`, query)).value;
}

export interface Page {
  readonly messages: readonly Message[];
  /** In the folder; the page has the newest of them. */
  readonly total: number;
}

export const messagesPath = (mailbox: string, folder: string): string =>
  address(`${user(mailbox)}/mailFolders/${encodeURIComponent(folder)}/messages`, {
    ...{ $top: MOST_ROWS, $orderby: "receivedDateTime desc", $count: true, $select: ROW },
  });

export async function listMessages(mailbox: string, folder: string): Promise<Page> {
  const page = await get<List<Message>>(messagesPath(mailbox, folder));
  return { messages: page.value, total: page["@odata.count"] ?? page.value.length };
}

/** Undefined where the folder has no such message. */
export async function findMessage(mailbox: string, folder: string, messageId: string): Promise<Message | undefined> {
  const path = `${user(mailbox)}/mailFolders/${encodeURIComponent(folder)}/messages`;
  const $filter = `internetMessageId eq '${messageId.replaceAll("'", "''")}'`;
  return (await get<List<Message>>(path, { $filter, $top: 1, $select: ROW })).value[0];
}

const inText = { headers: { Prefer: 'outlook.body-content-type="text"' } };

export const readMessage = (mailbox: string, id: string, as: "text" | "html" = "html"): Promise<Opened> =>
  get(
    `${user(mailbox)}/messages/${encodeURIComponent(id)}`,
    { $select: `${ROW},body` },
    as === "text" ? inText : undefined,
  );

const attachmentsPath = (mailbox: string, id: string) =>
  `${user(mailbox)}/messages/${encodeURIComponent(id)}/attachments`;

export async function listAttachments(mailbox: string, id: string): Promise<readonly Attachment[]> {
  const query = { $top: 100, $select: "name,contentType,size,isInline" };
  return (await get<List<Attachment>>(attachmentsPath(mailbox, id), query)).value;
}

/** Of all pictures of a message together, bytes: as a journey shows. */
const MOST_PICTURES = 1_048_576;
const PICTURES = /^image\/(?:png|jpeg|gif|webp|bmp)$/;

/** Pictures that its HTML may name by cid:. RFC 2392 */
export async function readPictures(mailbox: string, id: string): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  let left = MOST_PICTURES;
  for (const one of await listAttachments(mailbox, id)) {
    const type = one.contentType?.toLowerCase() ?? "";
    if (!PICTURES.test(type) || one.size > left) continue;
    const path = `${attachmentsPath(mailbox, id)}/${encodeURIComponent(one.id)}`;
    const { contentId, contentBytes } = await get<{ contentId: string | null; contentBytes: string }>(path);
    if (contentId === null) continue;
    left -= one.size;
    pictures.push({ contentId, type, base64: contentBytes });
  }
  return pictures;
}

export const attachmentPath = (mailbox: string, id: string, attachment: string): string =>
  `${attachmentsPath(mailbox, id)}/${encodeURIComponent(attachment)}/$value`;

export const markRead = (mailbox: string, id: string, isRead: boolean): Promise<unknown> =>
  send("PATCH", `${user(mailbox)}/messages/${encodeURIComponent(id)}`, { isRead });

export const moveTo = (mailbox: string, id: string, destinationId: string): Promise<unknown> =>
  send("POST", `${user(mailbox)}/messages/${encodeURIComponent(id)}/move`, { destinationId });

export interface Sending {
  readonly client: Client;
  /** Classic Outlook's choice for this message. */
  readonly richText: boolean;
}

const clientQuery = ({ client, richText }: Sending) =>
  client === "outlook" ? { client, ...(richText && { richText }) } : {};

export function sendMail({ from, to, subject, text }: Draft, sending: Sending): Promise<void> {
  return send("POST", address(`${user(from)}/sendMail`, clientQuery(sending)), {
    message: {
      subject,
      body: { contentType: "text", content: text },
      toRecipients: to.map((one) => ({ emailAddress: { address: one } })),
    },
  });
}

/** @returns the sandbox's sentence. */
export async function recall(mailbox: string, id: string, sending: Sending, replacement?: Draft): Promise<string> {
  const path = `${user(mailbox, "beta")}/mailFolders/sentitems/messages/${encodeURIComponent(id)}/recall`;
  if (!replacement) return send("POST", address(path, clientQuery({ ...sending, richText: false })));
  const answer = await ask(address(path, clientQuery(sending)), {
    ...{ method: "POST", headers: { "Content-Type": "text/plain" }, body: base64Of(mimeOf(replacement)) },
  });
  return answer.json() as Promise<string>;
}

export const REPORTS = "Office365Reports@microsoft.com";

export async function listReports(mailbox: string): Promise<readonly Opened[]> {
  const query = {
    ...{ $top: 25, $filter: `from/emailAddress/address eq '${REPORTS}'` },
    $select: `${ROW},body`,
  };
  return (await get<List<Opened>>(`${user(mailbox)}/messages`, query)).value;
}
