// GenerateNotification: words to each recipient for whom the rule matched; in AuditAndNotify too.
import { escapeHtml } from "./disclaimer/disclaimer-text.ts";
import type { ActionInput, RuleAction } from "./rule-action.ts";
import { isRuleMail, ruleMail, subjectOf } from "./rule-mail.ts";

const TOKEN = /%%(from|to|cc|subject|headers|messagedate)%%/gi;

export const generateNotification: RuleAction<string> = {
  parameter: "GenerateNotification",
  actsIn: ["AuditAndNotify"],
  async apply(text, input) {
    const { item, context, matched } = input;
    if (isRuleMail(item))
      return { effect: "nothing was sent: the message is itself a report or notification of rules" };
    const words = text.replace(TOKEN, (_, name: string) => escapeHtml(textOf(name.toLowerCase(), input)));
    const subject = `Notification: ${subjectOf(item)}`;
    const recipients = [...new Set(matched.map(({ address }) => address))];
    const messages = await Promise.all(
      recipients.map((to) =>
        ruleMail({ to, subject, text: `<html><body>${words}</body></html>\r\n`, subtype: "html" }, context),
      ),
    );
    return { effect: `${recipients.join(", ")} ${recipients.length === 1 ? "was" : "were"} notified`, messages };
  },
};

function textOf(token: string, { item }: ActionInput): string {
  if (token === "subject") return subjectOf(item);
  if (token === "messagedate") return item.headers.get("Date") ?? "";
  if (token !== "headers") return item.headers.all(token).join(", ");
  const shown = item.headers.fields.filter(({ name }) => !/^x-ms-exchange-(?:organization|forest)-|^bcc$/i.test(name));
  return shown.map(({ raw }) => raw).join("");
}
