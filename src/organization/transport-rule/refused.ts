// Parameters of New-TransportRule that the service keeps for others, or for servers on premises: each is refused with the
// reason, unless it says $false or $null, which is "not set".

export const REFUSED_CONDITIONS: Readonly<Record<string, string>> = {
  senderInRecipientList: "is reserved for Microsoft's own use",
  recipientInSenderList: "is reserved for Microsoft's own use",
  hasSenderOverride: "works with DLP policies, which the sandbox doesn't have",
  messageContainsDataClassifications: "works with DLP policies, which the sandbox doesn't have",
  attachmentPropertyContainsWords:
    "needs properties of Office files, which the sandbox doesn't read; use attachmentContainsWords",
};

export const REFUSED_ACTIONS: Readonly<Record<string, string>> = {
  notifySender:
    "works with DLP policies, which the sandbox doesn't have; use generateNotification or rejectMessageReasonText",
  dlpPolicy: "works with DLP policies, which the sandbox doesn't have",
  disconnect: "works on Edge Transport servers only; use deleteMessage",
  logEventText: "works on servers on premises only; message trace shows what a rule did",
  smtpRejectMessageRejectStatusCode: "works on Edge Transport servers only; use rejectMessageEnhancedStatusCode",
  smtpRejectMessageRejectText: "works on Edge Transport servers only; use rejectMessageReasonText",
  incidentReportOriginalMail: "is not in Exchange Online; use incidentReportContent with AttachOriginalMail",
};
