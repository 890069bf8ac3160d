// For each rule of docs/recall.md a change of the source that switches it off, or its heart: what no scenario notices is
// tested by none.

export interface Mutant {
  readonly rule: `R${number}`;
  /** What is otherwise then. */
  readonly effect: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly from: string;
  readonly to: string;
}

const ACCEPT = "src/transport/receive/accept.ts";
const CLASSIC_OUTLOOK = "src/agents/classic-outlook/classic-outlook-agent.ts";
const CONFIGURATIONS = "src/organization/configuration-store.ts";
const DEADLINES = "src/agents/recall/deadlines.ts";
const OUTLOOK_REQUEST = "src/agents/recall/outlook-request.ts";
const RECALL_AGENT = "src/agents/recall/recall-agent.ts";
const RECALL_COPIES = "src/agents/recall/recall-copies.ts";
const REGISTER = "src/agents/recall/register.ts";
const REPLACE = "src/agents/recall/replace.ts";
const REPORT_PAGE = "src/http/routes/sandbox/recall-report.ts";
const REQUEST = "src/agents/recall/request.ts";
const ROUTING_AGENT = "src/agents/recall/routing-agent.ts";
const RULES = "src/agents/transport-rule-agent.ts";
const STAMP = "src/agents/recall/stamp-request.ts";
const TENANTS = "src/agents/recall/across-tenants/trust.ts";
const WHERE_DELETED_GOES = "src/mailbox/where-deleted-goes.ts";

export const MUTANTS: readonly Mutant[] = [
  {
    rule: "R1",
    effect: "a request of generation A has the class of ordinary mail",
    file: OUTLOOK_REQUEST,
    from: ".set(TAG.PidTagMessageClass, RECALL_CLASS)",
    to: '.set(TAG.PidTagMessageClass, "IPM.Note")',
  },
  {
    rule: "R1",
    effect: "0x6800 is another key",
    file: OUTLOOK_REQUEST,
    from: ".set(TAG.RecallSearchKey, key)",
    to: ".set(TAG.RecallSearchKey, Buffer.alloc(16, 7))",
  },
  {
    rule: "R2",
    effect: "a request of generation B does not name its original",
    file: STAMP,
    from: 'if (service.level !== "2026-09") return;',
    to: "return;",
  },
  {
    rule: "R3",
    effect: "what is submitted over SMTP is never a request",
    file: ROUTING_AGENT,
    from: 'item.entry === "http" || item.entry === "submission" || item.entry === "agent"',
    to: 'item.entry === "http" || item.entry === "agent"',
  },
  {
    rule: "R4",
    effect: "the request is kept in Sent Items",
    file: REQUEST,
    from: 'folder: "recoverableitemspurges"',
    to: 'folder: "sentitems"',
  },
  {
    rule: "R4",
    effect: "nobody remembers what an earlier recall took",
    file: RECALL_AGENT,
    from: "lacking.length > 0 ?",
    to: "lacking.length < 0 ?",
  },
  {
    rule: "R4",
    effect: "whose copy a rule redirected is asked all the same",
    file: REQUEST,
    from: "if (event.data.action === redirectMessageTo.parameter)",
    to: "if (event.data.action === undefined)",
  },
  {
    rule: "R5",
    effect: "what is to be replaced is not recalled",
    file: REPLACE,
    from: "made = await judged.submit();",
    to: 'made = { requestMessageId: "<nothing@contoso.com>", server: "" };',
  },
  {
    rule: "R6",
    effect: "the Date header says when a message was submitted",
    file: ACCEPT,
    from: "submittedAt: item.receivedAt,",
    to: 'submittedAt: Date.parse(item.headers.get("Date") ?? ""),',
  },
  {
    rule: "R7",
    effect: "nothing is too old",
    file: ROUTING_AGENT,
    from: "age > organization.organizationConfig.messageRecallMaxRecallableAge",
    to: "age < 0",
  },
  {
    rule: "R7",
    effect: "meeting requests are mail like any",
    file: ROUTING_AGENT,
    from: 'if (original.meeting) return "meetingRequest";',
    to: "",
  },
  {
    rule: "R8",
    effect: "no report is sent",
    file: ROUTING_AGENT,
    from: "source.submit(reportMail(",
    to: "void (reportMail(",
  },
  {
    rule: "R9",
    effect: "mail-flow rules leave requests alone",
    file: RULES,
    from: "    if (transportRules.length === 0) return;\n",
    to: '    if (transportRules.length === 0 || item.headers.has("X-MS-Exchange-RecallReportGenerated")) return;\n',
  },
  {
    rule: "R10",
    effect: "a request that comes back is honoured whoever hands it over",
    file: RECALL_AGENT,
    from: 'return neverLeft || item.attribution?.connectorType === "OnPremises";',
    to: "return true;",
  },
  {
    rule: "R11",
    effect: "whatever has a registered Message-ID is recognised",
    file: RECALL_AGENT,
    from: 'return !isByKeyAlone(recall) && item.headers.has("X-MS-Exchange-RecallReportGenerated");',
    to: "return true;",
  },
  {
    rule: "R11",
    effect: "the class from TNEF makes no request",
    file: RECALL_AGENT,
    from: "if (isRecallClass(messageClass)) return true;",
    to: "",
  },
  {
    rule: "R12",
    effect: "in 2023 a copy is found by Message-ID too",
    file: RECALL_AGENT,
    from: 'recall.level === "2023-04";',
    to: "false;",
  },
  {
    rule: "R12",
    effect: "nothing is found by Message-ID",
    file: RECALL_AGENT,
    from: 'isByKeyAlone(recall) ? "" : recall.originalMessageId',
    to: '""',
  },
  {
    rule: "R13",
    effect: "Drafts and Sent Items are within reach",
    file: RECALL_COPIES,
    from: 'copies.filter((copy) => !isIn(copy, "drafts") && !isIn(copy, "sentitems"))',
    to: "[...copies]",
  },
  {
    rule: "R13",
    effect: "Recoverable Items are searched",
    file: RECALL_COPIES,
    from: 'folder !== undefined && folders.isWithin(folder, "msgfolderroot")',
    to: "folder !== undefined",
  },
  {
    rule: "R14",
    effect: "read copies are always recalled",
    file: RECALL_COPIES,
    from: "organization.organizationConfig.recallReadMessagesEnabled !== false",
    to: "true",
  },
  {
    rule: "R15",
    effect: "nothing of a recalled copy is kept",
    file: WHERE_DELETED_GOES,
    from: 'if (mailbox.litigationHoldEnabled) return "purges";',
    to: 'return "gone";',
  },
  {
    rule: "R15",
    effect: "an in-place hold is none",
    file: WHERE_DELETED_GOES,
    from: 'return "discoveryHolds";',
    to: 'return "gone";',
  },
  {
    rule: "R16",
    effect: "a request that succeeded is said to have failed",
    file: RECALL_AGENT,
    from: 'isSuccess(status) ? "Success" : "Failed"',
    to: '"Failed"',
  },
  {
    rule: "R17",
    effect: "what is not found is not waited for",
    file: RECALL_AGENT,
    from: "if (now >= recall.deadline) for",
    to: "if (now >= recall.requestedAt) for",
  },
  {
    rule: "R17",
    effect: "an original that arrives wakes nobody",
    file: REGISTER,
    from: "return this.#waiting > 0;",
    to: "return false;",
  },
  {
    rule: "R18",
    effect: "a forwarded request is not marked",
    file: ROUTING_AGENT,
    from: "if (forwarded.length === 0) return;",
    to: "return;",
  },
  {
    rule: "R19",
    effect: "everybody opens everybody's report page",
    file: REPORT_PAGE,
    from: "if (owner === undefined || who !== owner)",
    to: "if (owner === undefined)",
  },
  {
    rule: "R20",
    effect: "the service recalls although cloud recall is off",
    file: ROUTING_AGENT,
    from: " || source.organization.organizationConfig.messageRecallEnabled === false",
    to: "",
  },
  {
    rule: "R20",
    effect: "Outlook for Windows does nothing",
    file: CLASSIC_OUTLOOK,
    from: "if (organization.organizationConfig.messageRecallEnabled !== false) return;",
    to: "return;",
  },
  {
    rule: "R21",
    effect: "the report doesn't say that a copy had been read",
    file: RECALL_COPIES,
    from: 'wasRead ? "recalledRead" : "recalled"',
    to: '"recalled"',
  },
  {
    rule: "R22",
    effect: "in 2023 a request that left is internal all the same",
    file: DEADLINES,
    from: 'if (recall?.level !== "2023-04") return;',
    to: "return;",
  },
  {
    rule: "R22",
    effect: "what did not return is said not to have been found",
    file: DEADLINES,
    from: 'left.has(address) && !returned.has(address) ? "notReturned" : "notFound"',
    to: '"notFound"',
  },
  {
    rule: "R23",
    effect: "recipients are told although alerts are off",
    file: RECALL_COPIES,
    from: "if (!config.messageRecallAlertRecipientsEnabled) return false;",
    to: "",
  },
  {
    rule: "R24",
    effect: "settings act at once",
    file: CONFIGURATIONS,
    from: "if (snapshot.effectiveFrom <= instant) return snapshot.organization;",
    to: "return snapshot.organization;",
  },
  {
    rule: "R25",
    effect: "every tenant is on the list",
    file: TENANTS,
    from: "if (!crossTenantRecall.allowedSenderTenantIds.includes(tenantId))",
    to: "if (!crossTenantRecall.allowedSenderTenantIds)",
  },
  {
    rule: "R25",
    effect: "cross-tenant recall can't be switched off",
    file: TENANTS,
    from: "if (!crossTenantRecall.crossTenantRecallEnabled) ",
    to: "if (!crossTenantRecall) ",
  },
  {
    rule: "R26",
    effect: "nobody is told of changes",
    file: REGISTER,
    from: "for (const listener of this.#listeners) listener(",
    to: "for (const listener of [...this.#listeners].slice(0, 0)) listener(",
  },
];
