// The event stream: goes on where it was when the sandbox comes back, and says whether it is there.
import { signal } from "@preact/signals";
import { createParser } from "eventsource-parser";
import { ask, isLocked, RefusalError } from "./http.ts";

export type StreamEvent =
  | { readonly type: "tracking" | "recall" | "journey"; readonly data: Record<string, unknown> }
  /** Something was removed before it could be told: what is shown has to be asked for anew. */
  | { readonly type: "gap" };

export type Connection = "connecting" | "live" | "away";
export const connection = signal<Connection>("connecting");

type Listener = (event: StreamEvent) => void;
const listeners = new Set<Listener>();
let running = false;
let lastEventId: string | undefined;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

/** All listeners share one connection. @returns how to leave. */
export function follow(listener: Listener): () => void {
  listeners.add(listener);
  if (!running) {
    running = true;
    void run();
  }
  return () => listeners.delete(listener);
}

async function run(): Promise<never> {
  for (let waitMs = FIRST_WAIT_MS; ; ) {
    try {
      await readUntilEnd(() => {
        waitMs = FIRST_WAIT_MS;
      });
    } catch (error) {
      // An id that this sandbox doesn't know: it was reset, or is another one.
      if (error instanceof RefusalError && error.status === 400) lastEventId = undefined;
    }
    connection.value = "away";
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    while (isLocked.value) await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS));
  }
}

async function readUntilEnd(connected: () => void): Promise<void> {
  const answer = await ask("/api/events?types=tracking,recall,journey", {
    headers: { Accept: "text/event-stream", ...(lastEventId !== undefined && { "Last-Event-ID": lastEventId }) },
  });
  if (!answer.body) return;
  const wasAway = connection.value === "away" && lastEventId === undefined;
  connected();
  connection.value = "live";
  if (wasAway) tell({ type: "gap" });
  const parser = createParser({
    onEvent({ id, event, data }) {
      if (id !== undefined) lastEventId = id;
      if (event === "gap") tell({ type: "gap" });
      else if (event !== undefined) tell({ type: event, data: JSON.parse(data) } as StreamEvent);
    },
  });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(value);
  }
}

function tell(event: StreamEvent): void {
  for (const listener of listeners) listener(event);
}
