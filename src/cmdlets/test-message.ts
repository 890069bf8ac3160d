// Test-Message -TransportRules: what the mail-flow rules make of a message, mailed to whom one names and given back.
// Nothing else is sent. Its objects are ours: Learn tells of the mail alone.
import { explainMessage } from "../journey/explain-message/explain-message.ts";
import type { ExplainedOutcome, ExplainedRule, MessageExplanation } from "../journey/explain-message/explanation.ts";
import { ExplainError } from "../journey/explain-message/received-message.ts";
import { formatRfc5322Date } from "../mime/date.ts";
import { composeMessage } from "../mime/message.ts";
import { describeList } from "../rules/explanation.ts";
import { newMessageId } from "../runtime/ids.ts";
import { type CmdletObject, defineCmdlet } from "./cmdlet.ts";
import { argumentError, bindingError } from "./cmdlet-error.ts";
import { addressOfRecipient } from "./recipient-names.ts";

const NAME = "Test-Message";

export const testMessage = defineCmdlet({
  name: NAME,
  synopsis: "Shows what the mail-flow rules would make of a message.",
  parameters: {
    Recipients: { type: "strings", mandatory: true, sentence: "Who gets the test message." },
    SendReportTo: {
      type: "identity",
      mandatory: true,
      dotNetType: "RecipientIdParameter",
      sentence: "Who is mailed the result.",
    },
    TransportRules: { type: "switch", sentence: "Tests the mail-flow rules." },
    UnifiedDlpRules: {
      type: "switch",
      priority: "accept",
      sentence: "Tests DLP rules; in the sandbox there are none.",
    },
    Sender: { type: "string", sentence: "Who sends it; the From of MessageFileData unless given." },
    MessageFileData: { type: "bytes", sentence: "The message; a short one is made unless it is given." },
    Force: { type: "switch", sentence: "Asks nothing." },
    Confirm: { type: "switch", sentence: "Asks before it acts." },
    WhatIf: { type: "switch", sentence: "Says what would be done, and does nothing." },
  },
  async run(given, { configurations, clock, generated }) {
    if (!given.TransportRules && !given.UnifiedDlpRules)
      throw bindingError("Parameter set cannot be resolved: specify TransportRules or UnifiedDlpRules.");
    const organization = configurations.current();
    const reportTo = addressOfRecipient(given.SendReportTo, organization);
    if (given.WhatIf) return { objects: [], confirmation: `What if: Testing a message, the result to "${reportTo}".` };
    const now = clock.now();
    const sender = given.Sender ?? (given.MessageFileData ? undefined : reportTo);
    const bytes = given.MessageFileData
      ? Buffer.from(given.MessageFileData)
      : composeMessage(defaultFields(sender ?? reportTo, given.Recipients, now), "This is a test message.\r\n");
    const message = { bytes, recipients: given.Recipients, ...(sender !== undefined && { sender }) };
    const explanation = await explainMessage(message, { organization, at: now }).catch(refuse);
    await generated.submit(
      {
        sender: "",
        recipients: [reportTo],
        content: composeMessage(
          [
            ["From", `postmaster@${organization.name}`],
            ["To", reportTo],
            ["Subject", `Test message: ${explanation.message.subject}`],
            ["Date", formatRfc5322Date(now)],
            ["Message-ID", newMessageId(organization.hostname)],
            ["MIME-Version", "1.0"],
            ["Content-Type", "text/plain; charset=utf-8"],
            ["Content-Transfer-Encoding", "8bit"],
          ],
          reportText(explanation),
        ),
        eightBitMime: true,
      },
      NAME,
    );
    const objects = explanation.outcomes.flatMap((outcome) => outcome.rules.map((rule) => objectOf(rule, outcome)));
    const dlp = given.UnifiedDlpRules ? ["In the sandbox there are no DLP rules: none were tested."] : [];
    const unresolved = explanation.unresolved.map(
      ({ recipients, reason }) => `No rule sees the message to ${describeList(recipients)}: ${reason}`,
    );
    const exempt = explanation.exempt === null ? [] : [explanation.exempt];
    return { objects, warnings: [...exempt, ...unresolved, ...dlp] };
  },
});

function defaultFields(from: string, to: readonly string[], now: number): (readonly [string, string])[] {
  return [
    ["From", from],
    ["To", to.join(", ")],
    ["Subject", "Test message"],
    ["Date", formatRfc5322Date(now)],
  ];
}

function refuse(error: unknown): never {
  if (error instanceof ExplainError) throw argumentError(error.message);
  throw error;
}

function objectOf(rule: ExplainedRule, { recipients, end }: ExplainedOutcome): CmdletObject {
  return {
    Recipients: recipients.first,
    Rule: rule.rule,
    Priority: rule.priority,
    Mode: rule.mode,
    Result: rule.result,
    Explanation: rule.sentence,
    Predicates: rule.findings.map(({ sentence }) => sentence),
    Actions: rule.actions.map(({ action, effect }) => `${action}: ${effect}`),
    Changes: rule.actions.flatMap(changesOf),
    End: end.sentence,
  };
}

const changesOf = ({ headers, body }: ExplainedRule["actions"][number]): string[] =>
  [...headers.map((one) => ({ ...one, where: one.name })), ...body].map(
    ({ kind, where, before, after }) =>
      `${where} ${kind}: ${[before, after].filter((one) => one !== null).join(" -> ")}`,
  );

function reportText({ message, exempt, unresolved, outcomes }: MessageExplanation): string {
  const lines = [
    `From: ${message.sender || "<>"}, AuthAs ${message.authAs}, ${message.size} bytes`,
    `Subject: ${message.subject}`,
    ...(exempt === null ? [] : [exempt]),
    ...unresolved.map(({ recipients, reason }) => `To ${describeList(recipients)}: ${reason}`),
  ];
  for (const { recipients, rules, end } of outcomes) {
    lines.push("", `To ${describeList(recipients)}`);
    for (const rule of rules) {
      lines.push(`  ${rule.priority} ${rule.rule}: ${rule.sentence}`);
      lines.push(...rule.actions.flatMap((action) => [`    ${action.action}: ${action.effect}`]));
      lines.push(...rule.actions.flatMap(changesOf).map((change) => `      ${change}`));
    }
    lines.push(`  ${end.sentence}`);
  }
  return `${lines.join("\r\n")}\r\n`;
}
