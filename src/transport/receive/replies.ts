// Refusals of the tenant's listeners, in the real service's words where they are known (docs/fidelity.md).
import { reply } from "../../smtp/reply.ts";

export const SEND_AS_DENIED = reply(550, "5.7.60", "SMTP; Client does not have permissions to send as this sender");
export const SENDER_FULL = reply(
  554,
  "5.2.2",
  "mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded",
);
export const RELAY_DENIED = reply(550, "5.7.64", "TenantAttribution; Relay Access Denied SMTP");
export const DIRECT_SEND_DENIED = reply(
  550,
  "5.7.68",
  "TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
);
export const UNKNOWN_RECIPIENT = reply(
  550,
  "5.4.1",
  "Recipient address rejected: Access denied. The address is not one of this organization",
);
export const DISK_FULL = reply(452, "4.3.1", "Insufficient system storage");

/** RFC 5321 §6.3. */
export const HOP_COUNT_EXCEEDED = reply(554, "5.4.14", "Hop count exceeded - possible mail loop ATTR34");
