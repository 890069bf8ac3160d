// The cmdlets of mail flow beside rules: domains, connectors, journaling, transport; and those by which scripts begin.
import { getAcceptedDomain, newAcceptedDomain, setAcceptedDomain } from "./accepted-domain.ts";
import type { Cmdlet } from "./cmdlet.ts";
import { connectExchangeOnline, disconnectExchangeOnline, getConnectionInformation } from "./connection.ts";
import { getHostedConnectionFilterPolicy, setHostedConnectionFilterPolicy } from "./hosted-connection-filter-policy.ts";
import {
  getInboundConnector,
  newInboundConnector,
  removeInboundConnector,
  setInboundConnector,
} from "./inbound-connector.ts";
import {
  disableJournalRule,
  enableJournalRule,
  getJournalRule,
  newJournalRule,
  removeJournalRule,
  setJournalRule,
} from "./journal-rule.ts";
import { getManagementRoleAssignment } from "./management-role-assignment.ts";
import {
  getOutboundConnector,
  newOutboundConnector,
  removeOutboundConnector,
  setOutboundConnector,
} from "./outbound-connector.ts";
import { getRemoteDomain, newRemoteDomainCmdlet, removeRemoteDomain, setRemoteDomain } from "./remote-domain.ts";
import { getTransportConfig, setTransportConfig } from "./transport-config.ts";
import { validateOutboundConnector } from "./validate-outbound-connector.ts";

export const MAIL_FLOW_CMDLETS: readonly Cmdlet[] = [
  getAcceptedDomain,
  newAcceptedDomain,
  setAcceptedDomain,
  connectExchangeOnline,
  disconnectExchangeOnline,
  getConnectionInformation,
  getHostedConnectionFilterPolicy,
  setHostedConnectionFilterPolicy,
  getInboundConnector,
  newInboundConnector,
  removeInboundConnector,
  setInboundConnector,
  disableJournalRule,
  enableJournalRule,
  getJournalRule,
  newJournalRule,
  removeJournalRule,
  setJournalRule,
  getManagementRoleAssignment,
  getOutboundConnector,
  newOutboundConnector,
  removeOutboundConnector,
  setOutboundConnector,
  validateOutboundConnector,
  getRemoteDomain,
  newRemoteDomainCmdlet,
  removeRemoteDomain,
  setRemoteDomain,
  getTransportConfig,
  setTransportConfig,
];
