// Each action in words, as Description and the admin centre have them. Seen in public captures: headers, subject, redirect,
// Bcc, connector, delete, reject, stop, severity; the others follow the admin centre's wording.
import type { RuleActions } from "../../organization/organization.ts";
import type { LeadAction } from "../../organization/transport-rule/actions.ts";
import { quoted } from "./predicate-phrases.ts";

type Phrases = { readonly [K in LeadAction]: (value: NonNullable<RuleActions[K]>, among: RuleActions) => string };

const FALLBACKS = {
  Wrap: "attach the message to a new disclaimer message",
  Ignore: "ignore the disclaimer",
  Reject: "reject the message",
} as const;

const MANAGER = {
  To: "as recipient type 'To'",
  Cc: "as recipient type 'Cc'",
  Bcc: "as recipient type 'Bcc'",
  Redirect: "as recipient type 'Redirect'",
} as const;

export const ACTION_PHRASES: Phrases = {
  setHeaderName: (name, { setHeaderValue }) => `Set message header '${name}' with the value '${setHeaderValue}'`,
  removeHeader: (name) => `Remove header '${name}'`,
  prependSubject: (text) => `Prepend the subject with '${text}'`,
  redirectMessageTo: (addresses) => `Redirect the message to ${quoted(addresses)}`,
  setSCL: (scl) => `Set the spam confidence level (SCL) to '${scl}'`,
  applyHtmlDisclaimerText: (text, { applyHtmlDisclaimerLocation, applyHtmlDisclaimerFallbackAction = "Wrap" }) =>
    `${applyHtmlDisclaimerLocation ?? "Append"} the disclaimer '${text}'. If the disclaimer can't be inserted, ${FALLBACKS[applyHtmlDisclaimerFallbackAction]}.`,
  addToRecipients: (addresses) => `Add ${quoted(addresses)} to the To box`,
  copyTo: (addresses) => `Carbon copy(Cc) the message to ${quoted(addresses)}`,
  blindCopyTo: (addresses) => `Blind carbon copy(Bcc) the message to ${quoted(addresses)}`,
  addManagerAsRecipientType: (type) => `Add the sender's manager ${MANAGER[type]}`,
  moderateMessageByUser: (addresses) => `Forward the message for approval to ${quoted(addresses)}`,
  moderateMessageByManager: () => "Forward the message for approval to the sender's manager",
  routeMessageOutboundConnector: (name) => `Route the message using the connector named '${name}'.`,
  routeMessageOutboundRequireTls: () => "Require TLS encryption for the message",
  quarantine: () => "Deliver the message to the hosted quarantine",
  deleteMessage: () => "Delete the message without notifying the recipient or sender",
  rejectMessageReasonText: (text, { rejectMessageEnhancedStatusCode: code }) =>
    `reject the message and include the explanation '${text}' with the status code: '${code}'`,
  generateIncidentReport: (address, { incidentReportContent = [] }) =>
    `Generate incident report and send it to '${address}'${incidentReportContent.length > 0 ? `, include these message properties in the report: ${incidentReportContent.map((part) => `'${part}'`).join(", ")}` : ""}`,
  generateNotification: (text) => `Notify the recipient with the message '${text}'`,
  stopRuleProcessing: () => "Stop processing more rules",
  applyClassification: (name) => `Apply the message classification '${name}'`,
  applyOME: () => "Encrypt the messages with Office 365 Message Encryption",
  removeOME: () => "Remove Office 365 Message Encryption from the message",
  removeOMEv2: () => "Remove Office 365 Message Encryption and rights protection from the message",
  removeRMSAttachmentEncryption: () => "Remove rights protection from the attachments of the message",
  applyRightsProtectionTemplate: (name) => `Rights protect the message with RMS template '${name}'`,
  applyRightsProtectionCustomizationTemplate: (name) => `Apply the custom branding template '${name}'`,
};
