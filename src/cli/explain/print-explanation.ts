// An explanation for people: the message, then for each set of recipients rule by rule what was seen and changed.
import type {
  BodyChange,
  ExplainedAction,
  ExplainedOutcome,
  ExplainedRule,
  HeaderChange,
  MessageExplanation,
} from "../../journey/explain-message/explanation.ts";
import { describeList, type Finding, type ShortList } from "../../rules/explanation.ts";
import { printable, type Style } from "../style.ts";
import { columnWidths, formatRow } from "../table.ts";

const RESULTS: Readonly<Record<ExplainedRule["result"], string>> = {
  matched: "matched",
  matchedSome: "matched",
  notMatched: "did not match",
  notActive: "not active",
  notReached: "not reached",
  failed: "failed",
};
/** Lines of a text that was written into a body. */
const LINES_SHOWN = 40;

export function printExplanation(explanation: MessageExplanation, style: Style): string {
  const { message, unresolved, exempt, outcomes, at } = explanation;
  const from = message.sender === "" ? "nobody (null sender)" : message.sender;
  return [
    style.bold(printable(message.subject) || "(no subject)"),
    printable(`from ${from}, ${message.entry}, AuthAs ${message.authAs}, ${message.size} bytes; rules of ${at}`),
    ...(exempt === null ? [] : ["", exempt]),
    ...unresolved.flatMap(({ recipients, reason }) => [
      "",
      style.bold(`To ${listed(recipients)}`),
      `  ${style.bad("not resolved")}: ${printable(reason)}`,
    ]),
    ...outcomes.flatMap((outcome) => printOutcome(outcome, style)),
  ].join("\n");
}

function printOutcome({ recipients, rules, end }: ExplainedOutcome, style: Style): string[] {
  const isLost = end.kind !== "passed" && end.kind !== "stopped";
  return [
    "",
    style.bold(`To ${listed(recipients) || "nobody"}`),
    ...(rules.length === 0 ? ["  No rule is asked."] : rules.flatMap((rule) => printRule(rule, style))),
    `  ${(isLost ? style.bad : style.good)(end.kind)}: ${printable(end.sentence)}`,
  ];
}

function printRule(rule: ExplainedRule, style: Style): string[] {
  const hit = rule.actions.length > 0 || rule.result === "matched";
  const paint = rule.result === "failed" ? style.bad : hit ? style.good : style.dim;
  const mode = rule.mode === "Enforce" ? "" : `, mode ${rule.mode}: nothing is done`;
  const sentence = rule.sentence.replace("The rule was not reached: ", "");
  const why = rule.findings.length === 0 && !hit ? `: ${sentence}` : "";
  const result = rule.result === "matchedSome" && !hit ? "matched others only" : RESULTS[rule.result];
  return [
    `  ${rule.priority} ${printable(rule.rule)}  ${paint(result)}${printable(mode + why)}`,
    ...printFindings(rule.findings, style),
    ...rule.actions.flatMap((action) => printAction(action, style)),
  ];
}

function printFindings(findings: readonly Finding[], style: Style): string[] {
  const rows = findings.map(({ parameter, wanted, held, seen }) => [
    { text: held ? "yes" : "no", paint: held ? style.good : style.dim },
    parameter,
    wanted.join(" or "),
    seen,
  ]);
  const widths = columnWidths(rows.map((row) => row.slice(0, 2)));
  return rows.map((row) => `      ${formatRow(row, widths)}`);
}

function printAction({ action, effect, headers, body, recipients, sends }: ExplainedAction, style: Style): string[] {
  return [
    `    ${style.bold(action)}: ${printable(effect)}`,
    ...headers.flatMap((change) => printHeader(change, style)),
    ...body.flatMap((change) => printBody(change, style)),
    ...printRecipients("- to", recipients.removed, style.bad),
    ...printRecipients("+ to", recipients.added, style.good),
    ...sends.map(({ recipients: to, subject }) => `      sends "${printable(subject)}" to ${printable(to.join(", "))}`),
  ];
}

function printHeader({ name, before, after }: HeaderChange, style: Style): string[] {
  const line = (sign: string, value: string | null) =>
    value === null ? [] : [`      ${sign} ${printable(`${name}: ${value}`)}`];
  return [...line("-", before).map(style.bad), ...line("+", after).map(style.good)];
}

function printBody({ kind, where, before, after }: BodyChange, style: Style): string[] {
  return [
    `      ${printable(where)} ${kind}`,
    ...linesOf(before).map((line) => style.bad(`      - ${line}`)),
    ...linesOf(after).map((line) => style.good(`      + ${line}`)),
  ];
}

function linesOf(text: string | null): string[] {
  if (text === null) return [];
  const lines = text.replace(/\s+$/, "").split(/\r?\n/).map(printable);
  const rest = lines.length - LINES_SHOWN;
  return rest > 0 ? [...lines.slice(0, LINES_SHOWN), `… and ${rest} more lines`] : lines;
}

const printRecipients = (sign: string, list: ShortList, paint: (text: string) => string): string[] =>
  list.count === 0 ? [] : [paint(`      ${sign} ${listed(list)}`)];

const listed = (list: ShortList): string => printable(describeList(list));
