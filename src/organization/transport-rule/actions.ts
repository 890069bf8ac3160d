// Every action of a rule. New-TransportRule
import type { LeadParameter, RuleParameter, RuleParameterValues } from "./parameter.ts";

export const INCIDENT_REPORT_CONTENT = [
  "Sender",
  "Recipients",
  "Subject",
  "Cc",
  "Bcc",
  "Severity",
  "Override",
  "RuleDetections",
  "FalsePositive",
  "DataClassifications",
  "IdMatch",
  "AttachOriginalMail",
] as const;

export const ACTIONS = {
  setHeaderName: {
    type: "headerName",
    priority: "must",
    sentence: "The header that SetHeaderValue adds or overwrites; later rules see it.",
  },
  setHeaderValue: {
    type: "text",
    priority: "must",
    with: "setHeaderName",
    pair: true,
    sentence: "The value of the header in SetHeaderName.",
  },
  removeHeader: { type: "headerName", priority: "must", sentence: "Removes every header of this name." },
  prependSubject: { type: "text", priority: "must", sentence: "Puts this text in front of the subject." },
  setSCL: { type: "scl", priority: "should", sentence: "Sets the spam confidence level." },
  applyHtmlDisclaimerText: {
    type: "text",
    max: 5000,
    priority: "must",
    sentence: "Adds this HTML text; %%DisplayName%% and its like stand for the sender's attributes.",
  },
  applyHtmlDisclaimerLocation: {
    type: "choice",
    values: ["Append", "Prepend"],
    priority: "must",
    with: "applyHtmlDisclaimerText",
    sentence: "Where the disclaimer goes; Append when it isn't given.",
  },
  applyHtmlDisclaimerFallbackAction: {
    type: "choice",
    values: ["Wrap", "Ignore", "Reject"],
    priority: "must",
    with: "applyHtmlDisclaimerText",
    sentence: "What is done with a message that can't be edited; Wrap when it isn't given.",
  },
  addToRecipients: { type: "recipients", priority: "must", sentence: "Adds these recipients, in To." },
  copyTo: { type: "recipients", priority: "must", sentence: "Adds these recipients, in Cc." },
  blindCopyTo: { type: "recipients", priority: "must", sentence: "Adds these recipients, unseen by the others." },
  addManagerAsRecipientType: {
    type: "choice",
    values: ["To", "Cc", "Bcc", "Redirect"],
    priority: "should",
    sentence: "Adds the sender's manager, or redirects to them.",
  },
  redirectMessageTo: {
    type: "recipients",
    priority: "must",
    sentence: "These get the message instead of its recipients, and nobody is told.",
  },
  moderateMessageByUser: { type: "recipients", priority: "should", sentence: "These must approve the message first." },
  moderateMessageByManager: {
    type: "flag",
    priority: "should",
    sentence: "The sender's manager must approve the message first.",
  },
  routeMessageOutboundConnector: {
    type: "text",
    priority: "must",
    sentence: "The message leaves by this outbound connector.",
  },
  routeMessageOutboundRequireTls: {
    type: "flag",
    priority: "must",
    sentence: "Outside the organization the message goes over TLS or not at all.",
  },
  quarantine: {
    type: "flag",
    priority: "must",
    sentence: "Puts the message into quarantine; rules are not resumed when it is released.",
  },
  deleteMessage: { type: "flag", priority: "must", sentence: "Deletes the message without telling anyone." },
  rejectMessageReasonText: {
    type: "text",
    max: 1024,
    priority: "must",
    sentence: "Rejects the message; the sender's NDR has this text.",
  },
  rejectMessageEnhancedStatusCode: {
    type: "text",
    priority: "must",
    with: "rejectMessageReasonText",
    sentence: "Status code of the NDR: 5.7.1, or one of 5.7.900 to 5.7.999.",
  },
  generateIncidentReport: {
    type: "recipient",
    priority: "should",
    sentence: "Sends a report to this address, in test modes too.",
  },
  incidentReportContent: {
    type: "choices",
    values: INCIDENT_REPORT_CONTENT,
    priority: "should",
    with: "generateIncidentReport",
    sentence: "What the report tells; the message id always.",
  },
  generateNotification: {
    type: "text",
    max: 5120,
    priority: "should",
    sentence: "Sends this text to each recipient; %%From%% and its like stand for parts of the message.",
  },
  stopRuleProcessing: { type: "flag", priority: "must", sentence: "No later rule sees the message." },
  applyClassification: { type: "text", priority: "accept", sentence: "Kept and shown." },
  applyOME: { type: "flag", priority: "accept", sentence: "Kept and shown; nothing is encrypted." },
  removeOME: { type: "flag", priority: "accept", sentence: "Kept and shown." },
  removeOMEv2: { type: "flag", priority: "accept", sentence: "Kept and shown." },
  removeRMSAttachmentEncryption: { type: "flag", priority: "accept", sentence: "Kept and shown." },
  applyRightsProtectionTemplate: {
    type: "text",
    priority: "accept",
    sentence: "Kept and shown; nothing is protected.",
  },
  applyRightsProtectionCustomizationTemplate: { type: "text", priority: "accept", sentence: "Kept and shown." },
} as const satisfies Readonly<Record<string, RuleParameter>>;

export type ActionName = keyof typeof ACTIONS;
export type LeadAction = LeadParameter<typeof ACTIONS>;
export type RuleActions = RuleParameterValues<typeof ACTIONS>;
