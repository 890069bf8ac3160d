// Mail that no mail-flow rule sees, and why.
import type { MailItem } from "../agent-api/mail-item.ts";
import type { Organization } from "../organization/organization.ts";
import { isOfReportNdrs } from "./journal/is-journaled.ts";

/** Alerts to recipients of a recall are made here; recall reports, made by the routing agent, are not exempt. docs/recall.md R8 */
const ALERTING_AGENT = "Transport Message Recall Agent";
/** Automatic replies have a null sender, and are mail like any. */
const REPLYING_AGENT = "Mailbox Rules Agent";

/** A sentence, or undefined where the rules see the message. */
export function exemptFromRules(item: MailItem, organization: Organization): string | undefined {
  if (item.data.releasedFromQuarantine !== undefined)
    return "Rules are not asked: the message was released from quarantine.";
  if (isOfReportNdrs(item, organization))
    return "Rules are not asked: it is from or to the address of JournalingReportNdrTo.";
  if (isSystemMessage(item) && !organization.transportConfig.rulesApplyToSystemMessages)
    return "Rules are not asked: it is a notification, an alert or a journal report.";
  return undefined;
}

/** Notifications, alerts and journal reports; a read report is mail like any. docs/recall.md R8 */
function isSystemMessage(item: MailItem): boolean {
  if (item.generatedBy === ALERTING_AGENT) return true;
  if (item.generatedBy === REPLYING_AGENT) return false;
  if (item.generatedBy !== undefined && item.headers.has("X-MS-Journal-Report")) return true;
  const contentType = item.headers.get("Content-Type") ?? "";
  return item.sender === "" && !/report-type="?disposition-notification/i.test(contentType);
}
