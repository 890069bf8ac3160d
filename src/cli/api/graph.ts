// Microsoft Graph's mail API as far as verbs and demo need it.
import { CommandError } from "../terminal.ts";
import type { SandboxHttp } from "./http.ts";

export interface GraphMessage {
  readonly id: string;
  readonly subject: string;
  /** With its angle brackets. */
  readonly internetMessageId: string;
  readonly isRead: boolean;
  readonly parentFolderId: string;
}

export interface GraphQuery {
  /** Well-known name or id; the whole mailbox when absent. */
  readonly folder?: string;
  readonly internetMessageId?: string;
  readonly orderby?: string;
  readonly top?: number;
}

/** The sandbox's own parameters of recall. */
export interface RecallQuery {
  readonly client?: "outlook";
  readonly language?: string;
  readonly report?: "false";
}

export class Graph {
  readonly #http: SandboxHttp;

  constructor(http: SandboxHttp) {
    this.#http = http;
  }

  async messages(mailbox: string, query: GraphQuery = {}): Promise<GraphMessage[]> {
    const { folder, internetMessageId, orderby, top } = query;
    const path = `/v1.0/users/${encodeURIComponent(mailbox)}${folder ? `/mailFolders/${encodeURIComponent(folder)}` : ""}/messages`;
    const page = await this.#http.json<{ value: GraphMessage[] }>(path, {
      query: {
        $filter: internetMessageId && `internetMessageId eq '${internetMessageId.replaceAll("'", "''")}'`,
        $orderby: orderby,
        $top: top,
      },
    });
    return page.value;
  }

  /** The message as MIME. */
  mime(mailbox: string, id: string): Promise<string> {
    return this.#http.text(`${messagePath("v1.0", mailbox, id)}/$value`);
  }

  async markRead(mailbox: string, id: string): Promise<void> {
    await this.#http.text(messagePath("v1.0", mailbox, id), { method: "PATCH", body: { isRead: true } });
  }

  /** Submits whole messages, as classic Outlook does. Recipients are those of the header. */
  async sendByOutlook(mailbox: string, mime: Buffer, richText: boolean): Promise<void> {
    await this.#http.text(`/v1.0/users/${encodeURIComponent(mailbox)}/sendMail`, {
      method: "POST",
      query: { client: "outlook", richText: String(richText) },
      text: mime.toString("base64"),
    });
  }

  /** @param replacement a whole message, sent in its place. @returns Message-ID of the request, with its angle brackets. */
  async recall(mailbox: string, id: string, query: RecallQuery = {}, replacement?: Buffer): Promise<string> {
    const path = `/beta/users/${encodeURIComponent(mailbox)}/mailFolders/sentitems/messages/${encodeURIComponent(id)}/recall`;
    const answer = await this.#http.text(path, {
      method: "POST",
      query: { ...query },
      ...(replacement && { text: replacement.toString("base64") }),
    });
    const requestId = /MessageId is <?([^\s<>"]+@[^\s<>"]*[^\s<>".])/.exec(answer)?.[1];
    if (!requestId) throw new CommandError(`The recall was answered without a MessageId: ${answer.trim()}`);
    return `<${requestId}>`;
  }
}

const messagePath = (version: string, mailbox: string, id: string): string =>
  `/${version}/users/${encodeURIComponent(mailbox)}/messages/${encodeURIComponent(id)}`;
