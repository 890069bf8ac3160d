// Requests that the sandbox makes by itself, to an endpoint that a subscription names: loopback, or what the configuration
// allows; redirects are not followed. docs/architecture.md "Trust"
import { isAllowedDestination } from "../../organization/destinations.ts";

/** Graph gives an endpoint so long, real milliseconds. */
const TIMEOUT_MS = 10_000;
/** Of an answer no more is read, bytes. */
const LONGEST_ANSWER = 65_536;

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Undefined: it may be asked. Else why not. */
export function whyNotAsked(url: string, allowed: readonly string[]): string | undefined {
  const target = URL.parse(url);
  if (!target || !/^https?:$/.test(target.protocol)) return "an absolute URL with https or http was expected";
  if (target.username !== "" || target.password !== "") return "a URL without user and password was expected";
  const port = Number(target.port || (target.protocol === "https:" ? 443 : 80));
  if (isAllowedDestination(target.hostname, port, allowed)) return undefined;
  return `${target.hostname}:${port} is neither loopback nor named in allowedDestinations`;
}

/** @throws Error, with the reason, when there is no answer in time. */
export async function post(
  url: string,
  body: { readonly type: string; readonly text: string },
  signal: AbortSignal,
): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": body.type },
    body: body.text,
    redirect: "manual",
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LONGEST_ANSWER) break;
  }
  return { status: response.status, text: Buffer.concat(chunks).toString("utf8") };
}
