// Every cmdlet there is; those of mail flow and of recipients have lists of their own.

import { searchAdminAuditLog } from "./admin-audit-log.ts";
import type { Cmdlet } from "./cmdlet.ts";
import {
  getCrossTenantRecallConfiguration,
  setCrossTenantRecallConfiguration,
} from "./cross-tenant-recall-configuration.ts";
import { getHistoricalSearch, startHistoricalSearch, stopHistoricalSearch } from "./historical-search.ts";
import { MAIL_FLOW_CMDLETS } from "./mail-flow-cmdlets.ts";
import { searchMailboxAuditLog } from "./mailbox-audit-log.ts";
import { getMailboxFolderStatistics } from "./mailbox-folder-statistics.ts";
import { messageTrace, messageTraceV2 } from "./message-trace.ts";
import { messageTraceDetail, messageTraceDetailV2 } from "./message-trace-detail.ts";
import { getOrganizationConfig, setOrganizationConfig } from "./organization-config.ts";
import { deleteQuarantineMessage, getQuarantineMessage, releaseQuarantineMessage } from "./quarantine-message.ts";
import { RECIPIENT_CMDLETS } from "./recipient-cmdlets.ts";
import { getRecoverableItems, restoreRecoverableItems } from "./recoverable-items.ts";
import { testMessage } from "./test-message.ts";
import {
  disableTransportRule,
  enableTransportRule,
  newTransportRule,
  removeTransportRule,
  setTransportRule,
} from "./transport-rule/change-rules.ts";
import { exportTransportRuleCollection, importTransportRuleCollection } from "./transport-rule/rule-collection.ts";
import { getTransportRuleAction, getTransportRulePredicate } from "./transport-rule/rule-parts.ts";
import { getTransportRule } from "./transport-rule.ts";

export const CMDLETS: readonly Cmdlet[] = [
  searchAdminAuditLog,
  getCrossTenantRecallConfiguration,
  setCrossTenantRecallConfiguration,
  ...MAIL_FLOW_CMDLETS,
  ...RECIPIENT_CMDLETS,
  getMailboxFolderStatistics,
  testMessage,
  messageTrace,
  messageTraceDetail,
  messageTraceDetailV2,
  messageTraceV2,
  getHistoricalSearch,
  startHistoricalSearch,
  stopHistoricalSearch,
  getOrganizationConfig,
  deleteQuarantineMessage,
  getQuarantineMessage,
  releaseQuarantineMessage,
  getTransportRule,
  getRecoverableItems,
  searchMailboxAuditLog,
  restoreRecoverableItems,
  setOrganizationConfig,
  disableTransportRule,
  enableTransportRule,
  newTransportRule,
  removeTransportRule,
  setTransportRule,
  getTransportRuleAction,
  exportTransportRuleCollection,
  importTransportRuleCollection,
  getTransportRulePredicate,
];
