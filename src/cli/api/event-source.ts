// Reads server-sent events from a running sandbox, and goes on where it was when the connection is lost.
// WHATWG HTML §9.2.6
import { CommandError } from "../terminal.ts";
import type { SandboxHttp } from "./http.ts";

export interface ServerEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

export interface FollowOptions {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** The connection was lost; another is tried in a moment. */
  readonly lost?: () => void;
}

const RETRY_MS = 1000;

/** @throws CommandError when the sandbox refuses, or can't be reached the first time. */
export async function* followEvents(http: SandboxHttp, options: FollowOptions): AsyncGenerator<ServerEvent> {
  const { signal } = options;
  let lastId: string | undefined;
  for (let first = true; !signal.aborted; first = false) {
    try {
      const body = await http.stream("/api/events", {
        query: options.query,
        signal,
        ...(lastId !== undefined && { headers: { "Last-Event-ID": lastId } }),
      });
      for await (const event of parseEvents(body)) {
        lastId = event.id || lastId;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (first || (error instanceof CommandError && error.exitCode === 1)) throw error;
    }
    if (signal.aborted) return;
    options.lost?.();
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

/** Chunks may end anywhere, inside a character too. */
export async function* parseEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const event = parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
      if (event) yield event;
    }
  }
}

function parseEvent(block: string): ServerEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ""));
  }
  const data = fields.get("data");
  if (data === undefined) return undefined;
  return { id: fields.get("id") ?? "", type: fields.get("event") ?? "message", data: JSON.parse(data) };
}
