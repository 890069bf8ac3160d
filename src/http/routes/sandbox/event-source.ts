// Server-sent events: the bytes of the stream, written as fast as the reader takes them. WHATWG HTML §9.2
import type { Context } from "hono";
import type { EventStream, StreamEvent, StreamPosition, StreamType } from "../../../journey/event-stream.ts";

/** Proxies end connections that say nothing; real milliseconds. */
const HEARTBEAT_MS = 15_000;
/** A reader that lost the connection comes back after so long. */
const RETRY_MS = 1000;

export function eventSourceResponse(
  c: Context,
  events: EventStream,
  from: StreamPosition,
  types: ReadonlySet<StreamType>,
  mailboxes: readonly string[],
): Response {
  const gone = new AbortController();
  const batches = events.read(from, types, { signal: gone.signal, idleMs: HEARTBEAT_MS, mailboxes });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
      // Asked only when the reader has taken what was written before.
      async pull(controller) {
        const { done, value } = await batches.next();
        if (!done) return controller.enqueue(encoder.encode(value.length > 0 ? value.map(frame).join("") : ": \n\n"));
        controller.close();
      },
      async cancel() {
        gone.abort();
        await batches.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return c.body(body, 200, { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" });
}

/** JSON has no line ends of its own: one data line. */
function frame({ type, id, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
