// The event stream: goes on where it was when the sandbox comes back, and says whether it is there.
import { signal } from "@preact/signals";
import { createParser } from "eventsource-parser";
import { address, ask, isLocked, RefusalError } from "./http.ts";

export type StreamEvent =
  | {
      readonly type: "tracking" | "recall" | "journey" | "mailbox" | "check" | "refusal";
      readonly data: Record<string, unknown>;
    }
  /** Something was removed before it could be told: what is shown has to be asked for anew. */
  | { readonly type: "gap" }
  /** The stream is followed from here on: what it keeps nowhere, such as the trials of a check, may have been missed. */
  | { readonly type: "connected" };

export type Connection = "connecting" | "live" | "away";
export const connection = signal<Connection>("connecting");

type Listener = (event: StreamEvent) => void;
const listeners = new Set<Listener>();
let running = false;
let lastEventId: string | undefined;
/** By how many each mailbox is looked at. */
const mailboxes = new Map<string, number>();
/** Ends the connection, which is made again at once. */
let askAnew: (() => void) | undefined;

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

/**
 * Events "mailbox" tell of this one, too: the first says that it is followed from there on, and comes again after each
 * loss of the connection. @returns how to leave.
 */
export function followMailbox(mailbox: string): () => void {
  look(mailbox, 1);
  return () => look(mailbox, -1);
}

function look(mailbox: string, by: 1 | -1): void {
  const before = mailboxes.size;
  const lookers = (mailboxes.get(mailbox) ?? 0) + by;
  if (lookers > 0) mailboxes.set(mailbox, lookers);
  else mailboxes.delete(mailbox);
  // What a screen opens and closes in one turn is one change.
  if (mailboxes.size !== before) setTimeout(() => askAnew?.());
}

async function run(): Promise<never> {
  for (let waitMs = FIRST_WAIT_MS; ; ) {
    const ended = new AbortController();
    const asked = [...mailboxes.keys()].sort().join();
    askAnew = () => asked !== [...mailboxes.keys()].sort().join() && ended.abort();
    try {
      await readUntilEnd(asked, ended.signal, () => {
        waitMs = FIRST_WAIT_MS;
      });
    } catch (error) {
      // An id or a mailbox that this sandbox doesn't know: it was reset, or is another one.
      if (error instanceof RefusalError && error.status === 400) {
        lastEventId = undefined;
        mailboxes.clear();
      }
    }
    if (ended.signal.aborted) continue;
    connection.value = "away";
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    while (isLocked.value) await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS));
  }
}

async function readUntilEnd(asked: string, signal: AbortSignal, connected: () => void): Promise<void> {
  const types = `tracking,recall,journey,check,refusal${asked === "" ? "" : ",mailbox"}`;
  const answer = await ask(address("/api/events", { types, mailboxes: asked }), {
    signal,
    headers: { Accept: "text/event-stream", ...(lastEventId !== undefined && { "Last-Event-ID": lastEventId }) },
  });
  if (!answer.body) return;
  const wasAway = connection.value !== "connecting" && lastEventId === undefined;
  connected();
  connection.value = "live";
  if (wasAway) tell({ type: "gap" });
  tell({ type: "connected" });
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
