// Tells when a next hop can't be reached any more, and when it can again: one line each, not one for every message.
import type { Log } from "../runtime/log.ts";
import { formatReply } from "../smtp/reply.ts";
import type { SendAttempt } from "../transport/services.ts";

export function watchHops(log: Log): (attempt: SendAttempt) => void {
  const away = new Set<string>();
  return ({ hop, peer, unreached }) => {
    if (unreached && !away.has(hop)) {
      away.add(hop);
      log.warn(
        { hop, peer, reply: formatReply(unreached) },
        "next hop can't be reached: its mail waits and is tried again",
      );
    } else if (!unreached && away.delete(hop)) {
      log.info({ hop, peer }, "next hop is reached again");
    }
  };
}
