// The actions that rules know, in the order in which they are applied: what a rule changes, whom it goes to, how, whether.
import type { RuleActions } from "../../organization/organization.ts";
import type { LeadAction } from "../../organization/transport-rule/actions.ts";
import { addManagerAsRecipientType } from "./add-manager-as-recipient-type.ts";
import { blindCopyTo } from "./blind-copy-to.ts";
import { deleteMessage } from "./delete-message.ts";
import { applyHtmlDisclaimerText } from "./disclaimer/apply-html-disclaimer-text.ts";
import { generateIncidentReport } from "./generate-incident-report.ts";
import { generateNotification } from "./generate-notification.ts";
import {
  applyClassification,
  applyOME,
  applyRightsProtectionCustomizationTemplate,
  applyRightsProtectionTemplate,
  removeOME,
  removeOMEv2,
  removeRMSAttachmentEncryption,
} from "./kept-only.ts";
import { moderateMessageByManager, moderateMessageByUser } from "./moderate-message.ts";
import { prependSubject } from "./prepend-subject.ts";
import { quarantine } from "./quarantine.ts";
import { redirectMessageTo } from "./redirect-message-to.ts";
import { rejectMessageReasonText } from "./reject-message-reason-text.ts";
import { removeHeader } from "./remove-header.ts";
import { routeMessageOutboundConnector } from "./route-message-outbound-connector.ts";
import { routeMessageOutboundRequireTls } from "./route-message-outbound-require-tls.ts";
import type { RuleAction } from "./rule-action.ts";
import { setHeaderName } from "./set-header-name.ts";
import { setSCL } from "./set-scl.ts";
import { stopRuleProcessing } from "./stop-rule-processing.ts";
import { addToRecipients, copyTo } from "./visible-recipients.ts";

/** The order of the keys counts. */
export const ACTIONS: { readonly [K in LeadAction]-?: RuleAction<NonNullable<RuleActions[K]>> } = {
  // What is reported is the message before this rule's edits.
  generateIncidentReport,
  generateNotification,
  setHeaderName,
  removeHeader,
  prependSubject,
  setSCL,
  applyHtmlDisclaimerText,
  applyClassification,
  applyOME,
  removeOME,
  removeOMEv2,
  removeRMSAttachmentEncryption,
  applyRightsProtectionTemplate,
  applyRightsProtectionCustomizationTemplate,
  redirectMessageTo,
  addToRecipients,
  copyTo,
  blindCopyTo,
  addManagerAsRecipientType,
  routeMessageOutboundConnector,
  routeMessageOutboundRequireTls,
  moderateMessageByUser,
  moderateMessageByManager,
  quarantine,
  deleteMessage,
  rejectMessageReasonText,
  stopRuleProcessing,
};
