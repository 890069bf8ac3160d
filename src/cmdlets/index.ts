// Every cmdlet there is, by noun.

import { getAcceptedDomain } from "./accepted-domain.ts";
import { searchAdminAuditLog } from "./admin-audit-log.ts";
import type { Cmdlet } from "./cmdlet.ts";
import {
  getCrossTenantRecallConfiguration,
  setCrossTenantRecallConfiguration,
} from "./cross-tenant-recall-configuration.ts";
import { getInboundConnector } from "./inbound-connector.ts";
import { getMailbox } from "./mailbox.ts";
import { searchMailboxAuditLog } from "./mailbox-audit-log.ts";
import { getMailboxFolderStatistics } from "./mailbox-folder-statistics.ts";
import { messageTrace, messageTraceV2 } from "./message-trace.ts";
import { messageTraceDetail, messageTraceDetailV2 } from "./message-trace-detail.ts";
import { newMailbox } from "./new-mailbox.ts";
import { getOrganizationConfig, setOrganizationConfig } from "./organization-config.ts";
import { getOutboundConnector } from "./outbound-connector.ts";
import { getRecoverableItems, restoreRecoverableItems } from "./recoverable-items.ts";
import { getRemoteDomain, newRemoteDomainCmdlet, removeRemoteDomain, setRemoteDomain } from "./remote-domain.ts";
import { removeMailbox } from "./remove-mailbox.ts";
import { setMailbox } from "./set-mailbox.ts";
import { getTransportRule } from "./transport-rule.ts";

export const CMDLETS: readonly Cmdlet[] = [
  searchAdminAuditLog,
  getAcceptedDomain,
  getCrossTenantRecallConfiguration,
  setCrossTenantRecallConfiguration,
  getInboundConnector,
  getMailbox,
  newMailbox,
  removeMailbox,
  setMailbox,
  getMailboxFolderStatistics,
  messageTrace,
  messageTraceDetail,
  messageTraceDetailV2,
  messageTraceV2,
  getOrganizationConfig,
  getOutboundConnector,
  getRemoteDomain,
  getTransportRule,
  getRecoverableItems,
  searchMailboxAuditLog,
  restoreRecoverableItems,
  setOrganizationConfig,
  newRemoteDomainCmdlet,
  removeRemoteDomain,
  setRemoteDomain,
];
