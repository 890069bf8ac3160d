// What real recall requests have in their headers, in its order: counted over requests in public mailing-list archives,
// 2019 to 2026: 63 of generation A, of which 45 from Exchange Online, and 7 of generation B.

export interface RealField {
  /** As it is written there. */
  readonly name: string;
  /** In how many of them; "yes" where that was not counted. */
  readonly seen: string;
  /** Its value there, in words; and what a value of ours has to match. Neither where real ones lack the field. */
  readonly value?: string;
  readonly form?: RegExp;
  /** Another field that has the same value. */
  readonly sameAs?: string;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Names beside the addresses or not; an address stands in angle brackets. */
const ADDRESSES = /^(?:[^<>]*<[^<>\s]+@[^<>\s]+>(?:,\s*|$))+$/;
const NONE = { value: "absent" } as const;

const field = (name: string, seen: string, value: string, form: RegExp): RealField => ({ name, seen, value, form });

export const GENERATION_B: readonly RealField[] = [
  field(
    "Received",
    "7/7",
    "from substrate-int.office.com, in 2024 substrate.office.com, with HTTP via a server",
    /^from substrate(?:-int)?\.office\.com \(\S+\) by \S+\s+with HTTP via \S+; /,
  ),
  field("From", "7/7", "display name and address", /^"[^"]+" <[^<>\s]+>$/),
  field("Date", "7/7", "day of two digits, +0000", /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/),
  field("Subject", "7/7", "Recall: and the original's", /^Recall: /),
  field(
    "Message-Id",
    "7/7",
    "ticks and a random number, reversed in base 36, at the server",
    // Of 64 bits at random one number in 140 has fewer than twelve digits, one in 200,000 fewer than ten.
    /^<[0-9A-Z]{12}\.[0-9A-Z]{10,13}@[a-z0-9]+>$/,
  ),
  field("To", "7/7", "the original's, in angle brackets", ADDRESSES),
  field("CC", "where the original has it", "the original's, in angle brackets", ADDRESSES),
  field("MIME-Version", "7/7", "1.0", /^1\.0$/),
  field("Content-Type", "7/7", "text/plain; charset=utf-8", /^text\/plain; charset=utf-8$/),
  field("X-MS-PublicTrafficType", "yes", "Email", /^Email$/),
  field("client-request-id", "7/7", "a GUID", GUID),
  { ...field("request-id", "7/7", "the same GUID", GUID), sameAs: "client-request-id" },
  field("X-MS-TrafficTypeDiagnostic", "7/7", "server:EE_MessageRecallEmail", /^[A-Z0-9]+:EE_MessageRecallEmail$/),
  field("X-MS-Exchange-RecallReportGenerated", "7/7", "true", /^true$/),
  field("X-LD-Processed", "by tenant", "tenant id,ExtAddr", /,ExtAddr$/),
  field("X-MS-Exchange-RecallReportCfmGenerated", "7/7", "true", /^true$/),
  field("X-MS-Exchange-SenderADCheck", "yes", "1", /^1$/),
  field("X-MS-Exchange-AntiSpam-Relay", "yes", "0", /^0$/),
  field("X-Microsoft-Antispam", "yes", "BCL:0;…", /^BCL:/),
  field("X-Microsoft-Antispam-Message-Info", "yes", "base64", /^\S+$/),
  field("X-Forefront-Antispam-Report", "yes", "CIP:255.255.255.255;…", /^CIP:/),
  field("X-MS-Exchange-AntiSpam-MessageData-ChunkCount", "yes", "1", /^\d+$/),
  field("X-MS-Exchange-AntiSpam-MessageData-0", "yes", "base64", /./),
  field("X-MS-Exchange-CrossTenant-AuthAs", "7/7", "Internal", /^Internal$/),
  field("X-MS-Exchange-CrossTenant-AuthSource", "7/7", "HttpSubmission-server", /^HttpSubmission-[A-Z0-9]+$/),
  field("X-MS-Exchange-CrossTenant-Id", "yes", "the tenant's GUID", GUID),
  field("X-MS-Exchange-CrossTenant-OriginalArrivalTime", "yes", "a time in UTC", /\(UTC\)$/),
  field("X-MS-Exchange-CrossTenant-Network-Message-Id", "yes", "a GUID", GUID),
  field(
    "X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-OriginalMessageId",
    "2026-09: 1/1",
    "the original's Message-ID in q words of utf-8",
    /^=\?utf-8\?q\?=3C.*=3E\?=$/,
  ),
  field("X-MS-Exchange-CrossTenant-TrustedPartner-TransportRecall-Client", "2026-09: 1/1", "Monarch", /^Monarch$/),
  field("X-MS-Exchange-CrossTenant-MessageRecallSenderObjectId", "2026-09: 1/1", "a GUID", GUID),
  field("X-MS-Exchange-Transport-CrossTenantHeadersStamped", "yes", "a server", /^[A-Z0-9]+$/),
  field("X-OriginatorOrg", "yes", "the sender's domain", /^[a-z0-9.-]+$/),
  { name: "Content-Transfer-Encoding", seen: "0/7", ...NONE },
  { name: "Thread-Topic", seen: "0/7", ...NONE },
  { name: "Thread-Index", seen: "0/7", ...NONE },
  { name: "X-CallingTelephoneNumber", seen: "0/7", ...NONE },
  { name: "X-VoiceMessageDuration", seen: "0/7", ...NONE },
  { name: "X-FaxNumberOfPages", seen: "0/7", ...NONE },
  { name: "Accept-Language", seen: "0/7", ...NONE },
  { name: "X-MS-Has-Attach", seen: "0/7", ...NONE },
];

export const GENERATION_A: readonly RealField[] = [
  field("Received", "45/45", "from server to server, with mapi", / with mapi id 15\.20\./),
  field("From", "63/63", "display name and address", /^(?:"[^"]+"|[^"<>]+) <[^<>\s]+>$/),
  field("To", "63/63", "the original's", ADDRESSES),
  field("CC", "where the original has it", "the original's", ADDRESSES),
  field("Subject", "63/63", "the prefix in the sender's language and the original's", /^Recall: /),
  field("Thread-Topic", "63/63", "the original's subject", /^Q3 numbers$/),
  field(
    "Thread-Index",
    "63/63",
    "fresh, of 22 bytes, AQ… from the server",
    /^AQ[A-Za-z0-9+/]{28}==$|^AQ[A-Za-z0-9+/]{28}$/,
  ),
  field("X-CallingTelephoneNumber", "63/63", "IPM.Note: the original's class", /^IPM\.Note$/),
  field("X-VoiceMessageDuration", "63/63", "1, 17, 33, 35 or 51: the original's flags", /^(?:1|17|33|35|51)$/),
  field("X-FaxNumberOfPages", "63/63", "0", /^0$/),
  field(
    "Date",
    "63/63",
    "day without a leading zero, +0000",
    /^[A-Z][a-z]{2}, [1-9]\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/,
  ),
  field("Message-ID", "45/45", "as on other mail of that server", /^<[0-9A-Z]+@[a-z0-9.-]+>$/),
  field("Accept-Language", "63/63", "en-US, zh-TW, zh-CN", /^[a-z]{2}-[A-Z]{2}(?:, [a-z]{2}-[A-Z]{2})*$/),
  field("Content-Language", "63/63", "en-US, zh-TW, zh-CN", /^[a-z]{2}-[A-Z]{2}(?:, [a-z]{2}-[A-Z]{2})*$/),
  field("X-MS-Has-Attach", "63/63", "empty", /^$/),
  field("X-MS-TNEF-Correlator", "63/63", "empty", /^$/),
  field(
    "authentication-results",
    "from 2022: 26/26",
    "dkim=none … header.from=the sender's domain;",
    /^dkim=none \(message not signed\)\s+header\.d=none;dmarc=none action=none header\.from=\S+;$/,
  ),
  field(
    "x-ms-traffictypediagnostic",
    "45/45; so from 2025: 9/9",
    "server:EE_\\|server:EE_LegacyOutlookRecall",
    /^[A-Z0-9]+:EE_\|[A-Z0-9]+:EE_LegacyOutlookRecall$/,
  ),
  field("x-ms-publictraffictype", "yes", "Email", /^Email$/),
  field("x-ms-office365-filtering-correlation-id", "yes", "the network message id", GUID),
  field("x-ld-processed", "by tenant: 5/45", "tenant id,ExtAddr", /,ExtAddr$/),
  field("x-ms-exchange-recallreportgenerated", "from 2023-04: 18/18", "true", /^true$/),
  field("x-ms-exchange-recallreportcfmgenerated", "from 2023-04: 18/18", "true", /^true$/),
  field("x-ms-exchange-senderadcheck", "yes", "1", /^1$/),
  field("x-ms-exchange-antispam-relay", "yes", "0", /^0$/),
  field("x-microsoft-antispam", "yes", "BCL:0;…", /^BCL:/),
  field("x-microsoft-antispam-message-info", "yes", "base64", /^\S+$/),
  field("x-forefront-antispam-report", "yes", "CIP:255.255.255.255;…", /^CIP:/),
  field("x-ms-exchange-antispam-messagedata-chunkcount", "yes", "1", /^\d+$/),
  field("x-ms-exchange-antispam-messagedata-0", "yes", "base64", /./),
  field(
    "Content-Type",
    "63/63",
    'text/plain; charset="us-ascii", or as language and name ask',
    /^text\/plain; charset="[a-z0-9-]+"$/,
  ),
  field("Content-Transfer-Encoding", "quoted-printable 31, base64 22", "by charset", /^(?:quoted-printable|base64)$/),
  field("MIME-Version", "63/63", "1.0", /^1\.0$/),
  field("X-OriginatorOrg", "yes, or last", "the sender's domain", /^[a-z0-9.-]+$/),
  field("X-MS-Exchange-CrossTenant-AuthAs", "40/45", "Internal", /^Internal$/),
  field("X-MS-Exchange-CrossTenant-AuthSource", "40/45", "the server's full name", /^[A-Za-z0-9-]+\.[A-Za-z0-9.-]+$/),
  {
    ...field("X-MS-Exchange-CrossTenant-Network-Message-Id", "yes", "the filtering correlation id", GUID),
    sameAs: "x-ms-office365-filtering-correlation-id",
  },
  field("X-MS-Exchange-CrossTenant-originalarrivaltime", "yes", "a time in UTC", /\(UTC\)$/),
  field("X-MS-Exchange-CrossTenant-fromentityheader", "yes", "Hosted", /^Hosted$/),
  field("X-MS-Exchange-CrossTenant-id", "yes", "the tenant's GUID", GUID),
  field("X-MS-Exchange-CrossTenant-mailboxtype", "yes", "HOSTED", /^HOSTED$/),
  field("X-MS-Exchange-CrossTenant-userprincipalname", "yes", "base64", /^\S+$/),
  field("X-MS-Exchange-Transport-CrossTenantHeadersStamped", "yes", "a server", /^[A-Z0-9]+$/),
  { name: "In-Reply-To", seen: "0/63", ...NONE },
  { name: "References", seen: "0/63", ...NONE },
  { name: "Expiry-Date", seen: "0/63", ...NONE },
  { name: "Importance", seen: "0/63", ...NONE },
  { name: "Sensitivity", seen: "0/63", ...NONE },
  { name: "X-Mailer", seen: "0/63", ...NONE },
];
