// The cmdlets of mail flow beside rules: domains, connectors, journaling, transport.
import { getAcceptedDomain, newAcceptedDomain, setAcceptedDomain } from "./accepted-domain.ts";
import type { Cmdlet } from "./cmdlet.ts";
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
import {
  getOutboundConnector,
  newOutboundConnector,
  removeOutboundConnector,
  setOutboundConnector,
} from "./outbound-connector.ts";
import { getRemoteDomain, newRemoteDomainCmdlet, removeRemoteDomain, setRemoteDomain } from "./remote-domain.ts";
import { getTransportConfig, setTransportConfig } from "./transport-config.ts";

export const MAIL_FLOW_CMDLETS: readonly Cmdlet[] = [
  getAcceptedDomain,
  newAcceptedDomain,
  setAcceptedDomain,
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
  getOutboundConnector,
  newOutboundConnector,
  removeOutboundConnector,
  setOutboundConnector,
  getRemoteDomain,
  newRemoteDomainCmdlet,
  removeRemoteDomain,
  setRemoteDomain,
  getTransportConfig,
  setTransportConfig,
];
