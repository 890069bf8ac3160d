// GenerateIncidentReport with IncidentReportContent: what a rule found, told to one address; in test modes too.
import { parseAddresses } from "../../mime/address.ts";
import type { INCIDENT_REPORT_CONTENT } from "../../organization/transport-rule/actions.ts";
import { cmdletName } from "../../organization/transport-rule/parameter.ts";
import { headerSenders } from "../senders.ts";
import type { ActionInput, RuleAction } from "./rule-action.ts";
import { isRuleMail, ruleMail, subjectOf } from "./rule-mail.ts";

type Content = (typeof INCIDENT_REPORT_CONTENT)[number];

/** Recipients that a report names. */
const LISTED = 10;

export const generateIncidentReport: RuleAction<string> = {
  parameter: "GenerateIncidentReport",
  actsIn: ["Audit", "AuditAndNotify"],
  async apply(to, input) {
    const { item, rule, context } = input;
    if (isRuleMail(item))
      return { effect: "nothing was sent: the message is itself a report or notification of rules" };
    const content: readonly Content[] = rule.actions.incidentReportContent ?? [];
    const mail = {
      to,
      subject: `Rule detected - ${subjectOf(item)}`,
      text: `${reportLines(content, input).join("\r\n")}\r\n`,
      subtype: "plain" as const,
      ...(content.includes("AttachOriginalMail") && { attached: item }),
    };
    return { effect: `an incident report was sent to ${to}`, messages: [await ruleMail(mail, context)] };
  },
};

function reportLines(content: readonly Content[], input: ActionInput): string[] {
  const { item, rule, matched } = input;
  const listed = matched.slice(0, LISTED).map(({ address }) => address);
  const rest = matched.length - listed.length;
  const lines: Partial<Record<Content, string>> = {
    Sender: `Sender: ${headerSenders(item)[0] ?? item.sender}`,
    Subject: `Subject: ${subjectOf(item)}`,
    Recipients: `Recipients: ${listed.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`,
    Cc: `Cc: ${addressesIn("Cc", input).slice(0, LISTED).join(", ")}`,
    Bcc: `Bcc: ${blindRecipients(input).slice(0, LISTED).join(", ")}`,
    Severity: `Severity: ${rule.setAuditSeverity ?? "Low"}`,
    Override: "Override: No",
    FalsePositive: "False positive: No",
    RuleDetections: `Rule: ${rule.name}\r\nMode: ${rule.mode}\r\nActions: ${Object.keys(rule.actions).map(cmdletName).join(", ")}`,
    DataClassifications: "Data classifications: none",
    IdMatch: "Matching content: none",
  };
  const chosen = content.flatMap((name) => lines[name] ?? []);
  return [
    "This is an incident report of a mail-flow rule.",
    "",
    `Message Id: ${item.headers.get("Message-ID") ?? ""}`,
    ...chosen,
  ];
}

const addressesIn = (field: string, { item }: ActionInput): string[] =>
  item.headers.all(field).flatMap((value) => parseAddresses(value).map(({ address }) => address));

/** Those of the envelope whom no field names. */
function blindRecipients(input: ActionInput): string[] {
  const seen = new Set(
    [...addressesIn("To", input), ...addressesIn("Cc", input)].map((address) => address.toLowerCase()),
  );
  return input.matched
    .filter(
      ({ address, history }) =>
        ![address, ...(history ?? []).map((origin) => origin.address)].some((one) => seen.has(one.toLowerCase())),
    )
    .map(({ address }) => address);
}
