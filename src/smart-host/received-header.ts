// The trace field that a relay puts on top. RFC 5321 §4.4.
import { formatRfc5322Date } from "../mime/date.ts";
import type { Instant } from "../runtime/clock.ts";
import type { SmtpSession } from "../smtp/session.ts";

export function receivedValue(session: SmtpSession, hostname: string, id: string, now: Instant): string {
  const address = session.remoteAddress.includes(":") ? `IPv6:${session.remoteAddress}` : session.remoteAddress;
  // RFC 6531 §4.3
  const protocol = session.envelope.smtpUtf8 ? session.protocol.replace(/^E?SMTP/, "UTF8SMTP") : session.protocol;
  return `from ${session.helo} ([${address}])\r\n\tby ${hostname} with ${protocol} id ${id};\r\n\t${formatRfc5322Date(now)}`;
}
