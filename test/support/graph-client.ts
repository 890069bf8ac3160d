// Microsoft's own client of Graph, asking a sandbox.
import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphError,
  type Middleware,
} from "@microsoft/microsoft-graph-client";
import { expect } from "vitest";
import type { Sandbox } from "../../src/sandbox.ts";

export interface Message {
  readonly id: string;
  readonly subject: string;
  readonly isRead: boolean;
  readonly hasAttachments: boolean;
  readonly parentFolderId: string;
  readonly [name: string]: unknown;
}
export interface Page<T = Message> {
  readonly value: T[];
  readonly "@odata.count"?: number;
  readonly "@odata.nextLink"?: string;
  readonly "@odata.deltaLink"?: string;
}
export interface Folder {
  readonly id: string;
  readonly displayName: string;
  readonly totalItemCount: number;
}

/** The client speaks https alone. This stands for a proxy before the sandbox that ends TLS. */
class TlsProxy implements Middleware {
  async execute(context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers as Record<string, string>);
    headers.set("X-Forwarded-Proto", "https");
    const url = String(context.request).replace(/^https:/, "http:");
    context.response = await fetch(url, { ...(context.options as RequestInit), headers });
  }
}

export function client(on: Sandbox, user = "alice@contoso.com"): Client {
  const authentication = new AuthenticationHandler({ getAccessToken: async () => user });
  authentication.setNext(new TlsProxy());
  return Client.initWithMiddleware({
    baseUrl: `${on.url.replace(/^http:/, "https:")}/`,
    middleware: authentication,
    customHosts: new Set(["127.0.0.1"]),
  });
}

export const bob = (on: Sandbox) => client(on, "bob@contoso.com");

/** As alice, to bob unless the message says otherwise. */
export async function sendMail(on: Sandbox, message: Record<string, unknown>): Promise<void> {
  const toRecipients = [{ emailAddress: { address: "bob@contoso.com" } }];
  await client(on)
    .api("/me/sendMail")
    .post({ message: { toRecipients, ...message } });
  await on.idle();
}

export const subjects = ({ value }: Page) => value.map((message) => message.subject);

/** The newest one. */
export async function first(of: Client, folder = "inbox"): Promise<Message> {
  return ((await of.api(`/me/mailFolders/${folder}/messages`).get()) as Page).value[0] as Message;
}

/** Alice recalls what she sent last. */
export async function recallLast(on: Sandbox): Promise<void> {
  const { id } = await first(client(on), "sentitems");
  await client(on).api(`/me/mailFolders/sentitems/messages/${id}/recall`).version("beta").post({});
  await on.idle();
}

export async function errorOf(asked: Promise<unknown>): Promise<[number, string | null]> {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GraphError)) throw new Error(`A GraphError was expected, not ${error}`);
  expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return [error.statusCode, error.code];
}
