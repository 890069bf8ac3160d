// What a harness asks a running sandbox, over HTTP only: mailboxes by Graph, queues, legs, recalls.

export interface GraphMessage {
  readonly id: string;
  readonly subject: string;
  readonly internetMessageId: string;
}

export interface Leg {
  readonly id: number;
  readonly direction: "out" | "in";
  /** "" for mail that no connector took. */
  readonly connector: string;
  readonly messageId: string;
  readonly reply: string;
}

export interface Recall {
  readonly requestMessageId: string;
  readonly originalMessageId: string;
  readonly recipients: readonly {
    readonly address: string;
    readonly status: string;
    readonly trueReason: string | null;
  }[];
}

const PAGE = 1000;

export class OverHttp {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Items in all queues. */
  async queued(): Promise<number> {
    const { queues } = await this.#json<{ queues: { items: number }[] }>("/api/queues");
    return queues.reduce((sum, queue) => sum + queue.items, 0);
  }

  async queues(): Promise<unknown> {
    return (await this.#json<{ queues: unknown }>("/api/queues")).queues;
  }

  /** Message-IDs in a folder, every page of it. */
  async messageIds(mailbox: string, folder = "inbox"): Promise<string[]> {
    const ids: string[] = [];
    for (let skip = 0; ; skip += PAGE) {
      const query = `$select=internetMessageId&$top=${PAGE}&$skip=${skip}`;
      const { value } = await this.#json<{ value: GraphMessage[] }>(`${folderPath(mailbox, folder)}/messages?${query}`);
      ids.push(...value.map((message) => message.internetMessageId));
      if (value.length < PAGE) return ids;
    }
  }

  async messages(mailbox: string, folder = "inbox"): Promise<GraphMessage[]> {
    return (await this.#json<{ value: GraphMessage[] }>(`${folderPath(mailbox, folder)}/messages?$top=50`)).value;
  }

  /** The message byte for byte. */
  async mime(mailbox: string, id: string): Promise<Buffer> {
    const answer = await this.#ask(`${userPath(mailbox)}/messages/${encodeURIComponent(id)}/$value?form=delivered`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** Submits a whole message as classic Outlook does. */
  async sendByOutlook(mailbox: string, mime: Buffer): Promise<void> {
    const headers = { "content-type": "text/plain" };
    const body = mime.toString("base64");
    await this.#ask(`${userPath(mailbox)}/sendMail?client=outlook`, { method: "POST", headers, body });
  }

  /** Recalls the Sent Items copy, as new Outlook does unless said otherwise. */
  async recall(mailbox: string, id: string, client?: "outlook"): Promise<void> {
    const path = `${folderPath(mailbox, "sentitems")}/messages/${encodeURIComponent(id)}/recall`;
    const query = client === undefined ? "" : `?client=${client}`;
    await this.#ask(path.replace("/v1.0/", "/beta/") + query, { method: "POST" });
  }

  async recalls(): Promise<readonly Recall[]> {
    return (await this.#json<{ recalls: Recall[] }>("/api/recalls")).recalls;
  }

  /** Of one message, or all: every page of them, oldest first. */
  async legs(messageId?: string): Promise<readonly Leg[]> {
    const query = messageId === undefined ? "" : `messageId=${encodeURIComponent(messageId)}&`;
    const legs: Leg[] = [];
    for (let before: number | undefined; ; ) {
      const path = `/api/legs?${query}limit=${PAGE}${before === undefined ? "" : `&before=${before}`}`;
      const page = await this.#json<{ legs: Leg[]; next?: number }>(path);
      legs.unshift(...page.legs);
      if (page.next === undefined) return legs;
      before = page.next;
    }
  }

  async #json<T>(path: string): Promise<T> {
    return (await (await this.#ask(path)).json()) as T;
  }

  async #ask(path: string, request: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.#url + path, request);
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${(await response.text()).slice(0, 300)}`);
    return response;
  }
}

const userPath = (mailbox: string) => `/v1.0/users/${encodeURIComponent(mailbox)}`;
const folderPath = (mailbox: string, folder: string) => `${userPath(mailbox)}/mailFolders/${folder}`;
