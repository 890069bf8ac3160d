// The trace field of a message that no SMTP brought: the mailbox server hands it over by MAPI. RFC 5321 §4.4
import { formatRfc5322Date } from "../../mime/date.ts";

/** @param now milliseconds UTC. */
export function mapiReceived(hostname: string, networkMessageId: string, now: number): string {
  return `from ${hostname} ([::1]) by ${hostname}\r\n with mapi id ${networkMessageId}; ${formatRfc5322Date(now)}`;
}
