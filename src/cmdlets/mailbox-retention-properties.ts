// What Get-Mailbox says of holds, retention and the online archive.
import type { Mailbox } from "../organization/organization.ts";
import { stableGuid } from "../organization/stable-guid.ts";
import { type CmdletObject, type CmdletServices, guid } from "./cmdlet.ts";
import { formatTimeSpan } from "./time-span.ts";

export function retentionProperties(mailbox: Mailbox, services: CmdletServices): CmdletObject {
  const { litigationHoldEnabled, litigationHoldDurationMs: duration, retainDeletedItemsForMs } = mailbox;
  const retainMs = retainDeletedItemsForMs ?? services.configuration.retention.recoverableItemsMs;
  return {
    LitigationHoldEnabled: litigationHoldEnabled,
    LitigationHoldDate: litigationHoldEnabled ? new Date(services.configurations.times().created) : null,
    LitigationHoldDuration: duration === undefined ? "Unlimited" : formatTimeSpan(duration),
    SingleItemRecoveryEnabled: mailbox.singleItemRecoveryEnabled,
    RetainDeletedItemsFor: formatTimeSpan(retainMs),
    InPlaceHolds: mailbox.inPlaceHolds ?? [],
    RetentionHoldEnabled: mailbox.retentionHoldEnabled ?? false,
    AuditEnabled: mailbox.auditEnabled ?? true,
    ...(mailbox.archiveEnabled && {
      ArchiveStatus: "Active",
      ArchiveState: "Local",
      ArchiveName: [`In-Place Archive - ${mailbox.displayName}`],
      ArchiveGuid: guid(stableGuid(`archive of ${mailbox.address}`)),
    }),
  };
}
