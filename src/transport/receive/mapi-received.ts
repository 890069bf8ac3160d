// The trace field of a message that no SMTP brought: the mailbox server hands it over by MAPI. RFC 5321 §4.4
import { formatRfc5322Date } from "../../mime/date.ts";

/** As Get-Mailbox has it in AdminDisplayVersion; real ones have their build where the zeros are. */
const VERSION = "15.20.0.0";

/** @param now milliseconds UTC. */
export function mapiReceived(hostname: string, now: number): string {
  return `from ${hostname} ([::1]) by ${hostname}\r\n with mapi id ${VERSION}; ${formatRfc5322Date(now)}`;
}
