// A running sandbox asked over HTTP, as a user, an administrator or the command line asks it.
/** The default tenant with the signature service in its mail flow; everybody's password is that of test/support. */
export const DEFAULT_TENANT = { env: { RECALL_SANDBOX_ORGANIZATION_DEFAULTPASSWORD: "secret" } };

/** Whatever answers there, a Sandbox or one by another name. */
export interface Served {
  readonly url: string;
}

export interface GraphMessage {
  readonly id: string;
  readonly subject: string;
  readonly internetMessageId: string;
  readonly isRead: boolean;
}

export async function get<T>(on: Served, path: string): Promise<T> {
  return answer<T>(await fetch(on.url + path));
}

export async function send<T>(on: Served, method: string, path: string, body?: unknown): Promise<T> {
  const json = { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return answer<T>(await fetch(on.url + path, { method, ...(body !== undefined && json) }));
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export async function messages(on: Served, user: string, folder = "inbox"): Promise<GraphMessage[]> {
  const path = `/v1.0/users/${user}@contoso.com/mailFolders/${folder}/messages`;
  return (await get<{ value: GraphMessage[] }>(on, path)).value;
}

/** Recalls what `user` has in Sent Items under this subject; gives the request's Message-ID without brackets. */
export async function recall(
  on: Served & { idle(): Promise<unknown> },
  user: string,
  subject: string,
): Promise<string> {
  const sent = (await messages(on, user, "sentitems")).find((message) => message.subject === subject);
  const path = `/beta/users/${user}@contoso.com/mailFolders/sentitems/messages/${sent?.id}/recall`;
  const sentence = await send<string>(on, "POST", path);
  await on.idle();
  return /MessageId is (.+)\.$/.exec(sentence)?.[1] ?? sentence;
}

export interface TraceRow {
  readonly Subject: string;
  readonly RecipientAddress: string;
  readonly Status: string;
  readonly MessageTraceId: string;
  readonly [name: string]: unknown;
}

export async function cmdlet(on: Served, CmdletName: string, Parameters: object = {}): Promise<TraceRow[]> {
  const path = "/adminapi/beta/contoso.com/InvokeCommand";
  return (await send<{ value: TraceRow[] }>(on, "POST", path, { CmdletInput: { CmdletName, Parameters } })).value;
}
