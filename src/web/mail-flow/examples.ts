// Cmdlets to begin with: what administrators do about recall and smart hosts, and what shows how rules act.
export interface Example {
  readonly name: string;
  readonly text: string;
}

export const RULE_EXAMPLES: readonly [Example, ...Example[]] = [
  {
    name: "Mark mail with a header",
    text: "New-TransportRule 'Mark finance' -SubjectOrBodyContainsWords 'invoice','Q3' -SetHeaderName X-Finance -SetHeaderValue yes",
  },
  {
    name: "Leave recalls out of the smart host",
    text: "New-TransportRule 'Recalls go straight' -HeaderContainsMessageHeader x-ms-exchange-recallreportgenerated -HeaderContainsWords 'true','false' -StopRuleProcessing $true -Priority 0",
  },
  {
    name: "Disclaimer for outside",
    text: "New-TransportRule 'Disclaimer' -SentToScope NotInOrganization -ApplyHtmlDisclaimerText '<p>Confidential</p>' -ApplyHtmlDisclaimerLocation Append -ApplyHtmlDisclaimerFallbackAction Wrap",
  },
];

export const CONNECTOR_EXAMPLES: readonly [Example, ...Example[]] = [
  {
    name: "To a smart host of your own",
    text: "New-OutboundConnector 'To my smart host' -ConnectorType OnPremises -UseMXRecord $false -SmartHosts 127.0.0.1:10025 -IsTransportRuleScoped $true -CloudServicesMailEnabled $true",
  },
  {
    name: "From it, by its address",
    text: "New-InboundConnector 'From my smart host' -ConnectorType OnPremises -SenderDomains * -SenderIPAddresses 127.0.0.1 -RequireTls $false -CloudServicesMailEnabled $true",
  },
  {
    name: "Rule that leads mail there",
    text: "New-TransportRule 'To my smart host' -FromScope InOrganization -ExceptIfHeaderContainsMessageHeader X-Sandbox-Signature -ExceptIfHeaderContainsWords true -RouteMessageOutboundConnector 'To my smart host'",
  },
];
