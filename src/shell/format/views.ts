// The default tables of the service's objects, by noun.

export interface Column {
  readonly label: string;
  readonly property: string;
}

const same = (names: string): readonly Column[] => names.split(" ").map((name) => ({ label: name, property: name }));

/** "SenderAddress" is headed "Sender Address" where the service does so. */
const TRACE: readonly Column[] = [
  { label: "Received", property: "Received" },
  { label: "Sender Address", property: "SenderAddress" },
  { label: "Recipient Address", property: "RecipientAddress" },
  { label: "Subject", property: "Subject" },
  { label: "Status", property: "Status" },
];

const VIEWS: Readonly<Record<string, readonly Column[]>> = {
  messagetrace: TRACE,
  messagetracev2: TRACE,
  messagetracedetail: same("Date Event Detail"),
  messagetracedetailv2: same("Date Event Detail"),
  transportrule: same("Name State Mode Priority Comments"),
  remotedomain: same("Name DomainName AllowedOOFType"),
  outboundconnector: same("Name RecipientDomains SmartHosts Enabled"),
  inboundconnector: same("Name SenderDomains SenderIPAddresses Enabled"),
  accepteddomain: same("Name DomainName DomainType Default"),
  mailbox: same("Name Alias Database ProhibitSendQuota ExternalDirectoryObjectId"),
  distributiongroup: same("Name DisplayName GroupType PrimarySmtpAddress"),
  dynamicdistributiongroup: same("Name ManagedBy"),
  distributiongroupmember: same("Name RecipientType"),
  mailcontact: same("Name Alias RecipientType"),
  mailuser: same("Name RecipientType"),
  recipient: same("Name RecipientType"),
  user: same("Name RecipientType"),
  inboxrule: same("Name Enabled Priority RuleIdentity"),
  mailboxpermission: same("Identity User AccessRights IsInherited Deny"),
  recipientpermission: same("Identity Trustee AccessControlType AccessRights Inherited"),
  mailboxfolderstatistics: same("Name FolderPath ItemsInFolder FolderSize"),
  journalrule: same("Name JournalEmailAddress Scope Enabled"),
  historicalsearch: same("JobId SubmitDate ReportTitle Status Rows FileUrl"),
  quarantinemessage: same("ReceivedTime Type Direction SenderAddress Subject Size Expires Released"),
};

/** Undefined where a noun has no table of its own. */
export const viewOf = (noun: string | undefined): readonly Column[] | undefined => VIEWS[noun?.toLowerCase() ?? ""];
