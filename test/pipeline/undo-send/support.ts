// Mail of clients that wait before they send: new Outlook's "Undo send" and "Schedule send" over Graph.
import type { Sandbox } from "../../../src/sandbox.ts";

export const SECOND = 1000;

export const recipients = (...names: string[]) =>
  names.map((name) => ({ emailAddress: { address: `${name}@contoso.com` } }));

/** PidTagDeferredSendTime. [MS-OXOMSG] §2.2.3.4 */
export const sendAt = (at: number) => ({ id: "SystemTime 0x3FEF", value: new Date(at).toISOString() });

/** Alice's, to bob, unless said otherwise. */
export async function sendMail(on: Sandbox, message: object = {}, more: object = {}): Promise<Response> {
  const answer = await fetch(`${on.url}/v1.0/users/alice@contoso.com/sendMail`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ message: { subject: "Budget", toRecipients: recipients("bob"), ...message }, ...more }),
  });
  await on.idle();
  return answer;
}

export async function inGraph(on: Sandbox, method: string, path: string, body?: object): Promise<Response> {
  const answer = await fetch(`${on.url}/v1.0/users/alice@contoso.com/${path}`, {
    method,
    ...(body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
  await on.idle();
  return answer;
}

/** Graph's id of the newest item in a folder of alice's. */
export async function newest(on: Sandbox, folder: string): Promise<string> {
  const answer = await inGraph(on, "GET", `mailFolders/${folder}/messages`);
  const [first] = ((await answer.json()) as { value: { id: string }[] }).value;
  if (!first) throw new Error(`alice has nothing in ${folder}`);
  return first.id;
}
