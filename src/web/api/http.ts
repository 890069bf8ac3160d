// One way to ask the sandbox: JSON over HTTP, its token where it demands one, its own words where it refuses.
import { signal } from "@preact/signals";

const TOKEN = "recall-sandbox.token";

/** True while the sandbox demands a token that was not given, or is not its own. */
export const isLocked = signal(false);

export const givenToken = (): string | null => sessionStorage.getItem(TOKEN);

/** Kept for this tab only. */
export function unlock(token: string): void {
  sessionStorage.setItem(TOKEN, token);
  isLocked.value = false;
}

/** A refusal, in the sandbox's own words. */
export class RefusalError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** "/api/journeys?limit=50": what is undefined or empty is left out. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}`;
}

export async function get<T>(path: string, query?: Query, init?: RequestInit): Promise<T> {
  return (await ask(address(path, query), init)).json() as Promise<T>;
}

/** Bytes as they are, of a message for instance. */
export async function getBytes(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await ask(path)).arrayBuffer());
}

/** @returns the answer's JSON; undefined for an answer without content. */
export async function send<T>(method: "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown): Promise<T> {
  const answer = await ask(path, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** @throws RefusalError with the sandbox's sentence; TypeError where it doesn't answer at all. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const token = givenToken();
  const answer = await fetch(path, {
    ...init,
    headers: { ...init.headers, ...(token !== null && { Authorization: `Bearer ${token}` }) },
  });
  if (answer.ok) return answer;
  if (answer.status === 401) isLocked.value = true;
  throw new RefusalError(answer.status, sentenceOf(await answer.text(), answer.status));
}

/** Problem details of /api, errors of Graph and of the admin API. RFC 9457 §3.1 */
function sentenceOf(text: string, status: number): string {
  try {
    const { detail, title, error } = JSON.parse(text);
    // Of a cmdlet: "<error id>|<.NET type>|<text>".
    const ofCmdlet: string | undefined = error?.details?.[0]?.message?.replace(/^[^|]*\|[^|]*\|/, "");
    return detail ?? ofCmdlet ?? error?.message ?? title ?? text;
  } catch {
    return text || `The sandbox answered ${status}.`;
  }
}
