// Conditions, exceptions and mail for property tests: every condition there is, over mail of which each may hold or not.
import fc from "fast-check";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import type { LeadCondition } from "../../../src/organization/transport-rule/conditions.ts";
import { PREDICATES } from "../../../src/rules/predicates/index.ts";
import { type FlatRule, mail } from "./rule-fixtures.ts";
import { zipOf } from "./zip-files.ts";

/** What a rule may read of an attachment is little, so that the mail that exceeds it can be small. */
export const SMALL_SCAN = { transport: { attachmentScanLimit: "1KB" } };

export const words = fc.constantFrom("lunch", "tea", "dinner", "figures", "no");
export const people = fc.constantFrom(
  "alice@contoso.com",
  "bob@contoso.com",
  "carol@contoso.com",
  "ann@fabrikam.com",
  "x@fabrikam.com",
);
export const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });

const scope = fc.constantFrom("InOrganization", "NotInOrganization");
const groups = several(fc.constantFrom("team@contoso.com", "sales@contoso.com"));
const domains = several(fc.constantFrom("com", "contoso.com", "fabrikam.com", "toso.com"));
const parts = several(fc.constantFrom("alice", "bob", "contoso", "fabrikam", "a"));
/** RE2 can't read one of them: it runs natively. */
const patterns = several(fc.constantFrom("^a", "@fab", "(?=li)l", "tea|lunch", "\\bfig\\w+", "b.b@"));
const attributes = several(
  fc.constantFrom("Department:sales", "Manager:carol,alice", "City:oslo", "DisplayName:^b,ob"),
);
const yes = fc.constant(true);

/** Each lead condition, with what belongs to it. */
const CONDITION_VALUES: { readonly [K in LeadCondition]: Readonly<Record<string, fc.Arbitrary<unknown>>> } = {
  fromScope: { fromScope: scope },
  sentToScope: { sentToScope: scope },
  from: { from: several(people) },
  fromMemberOf: { fromMemberOf: groups },
  fromAddressContainsWords: { fromAddressContainsWords: parts },
  fromAddressMatchesPatterns: { fromAddressMatchesPatterns: patterns },
  senderDomainIs: { senderDomainIs: domains },
  senderADAttributeContainsWords: { senderADAttributeContainsWords: attributes },
  senderADAttributeMatchesPatterns: { senderADAttributeMatchesPatterns: attributes },
  senderIpRanges: { senderIpRanges: several(fc.constantFrom("10.0.0.0/8", "192.0.2.1-192.0.2.9", "::1")) },
  sentTo: { sentTo: several(people) },
  sentToMemberOf: { sentToMemberOf: groups },
  recipientAddressContainsWords: { recipientAddressContainsWords: parts },
  recipientAddressMatchesPatterns: { recipientAddressMatchesPatterns: patterns },
  recipientDomainIs: { recipientDomainIs: domains },
  recipientADAttributeContainsWords: { recipientADAttributeContainsWords: attributes },
  recipientADAttributeMatchesPatterns: { recipientADAttributeMatchesPatterns: attributes },
  anyOfRecipientAddressContainsWords: { anyOfRecipientAddressContainsWords: parts },
  anyOfRecipientAddressMatchesPatterns: { anyOfRecipientAddressMatchesPatterns: patterns },
  anyOfToHeader: { anyOfToHeader: several(people) },
  anyOfToHeaderMemberOf: { anyOfToHeaderMemberOf: groups },
  anyOfCcHeader: { anyOfCcHeader: several(people) },
  anyOfCcHeaderMemberOf: { anyOfCcHeaderMemberOf: groups },
  anyOfToCcHeader: { anyOfToCcHeader: several(people) },
  anyOfToCcHeaderMemberOf: { anyOfToCcHeaderMemberOf: groups },
  subjectContainsWords: { subjectContainsWords: several(words) },
  subjectMatchesPatterns: { subjectMatchesPatterns: patterns },
  subjectOrBodyContainsWords: { subjectOrBodyContainsWords: several(words) },
  subjectOrBodyMatchesPatterns: { subjectOrBodyMatchesPatterns: patterns },
  headerContainsWords: { headerContainsMessageHeader: fc.constant("X-A"), headerContainsWords: several(words) },
  headerMatchesPatterns: {
    headerMatchesMessageHeader: fc.constantFrom("X-A", "Subject"),
    headerMatchesPatterns: patterns,
  },
  messageSizeOver: { messageSizeOver: fc.constantFrom("10", "250", "1KB") },
  messageTypeMatches: { messageTypeMatches: fc.constantFrom("Calendaring", "Signed", "ReadReceipt") },
  hasClassification: { hasClassification: fc.constant("Secret") },
  hasNoClassification: { hasNoClassification: yes },
  withImportance: { withImportance: fc.constantFrom("Low", "Normal", "High") },
  sclOver: { sclOver: fc.integer({ min: -1, max: 9 }) },
  senderManagementRelationship: { senderManagementRelationship: fc.constantFrom("Manager", "DirectReport") },
  managerAddresses: {
    managerForEvaluatedUser: fc.constantFrom("Sender", "Recipient"),
    managerAddresses: several(people),
  },
  adComparisonAttribute: {
    adComparisonAttribute: fc.constantFrom("Department", "Manager", "City"),
    adComparisonOperator: fc.constantFrom("Equal", "NotEqual"),
  },
  betweenMemberOf1: { betweenMemberOf1: groups, betweenMemberOf2: groups },
  attachmentSizeOver: { attachmentSizeOver: fc.constantFrom("1", "500", "1KB") },
  attachmentContainsWords: { attachmentContainsWords: several(words) },
  attachmentMatchesPatterns: { attachmentMatchesPatterns: patterns },
  attachmentNameMatchesPatterns: { attachmentNameMatchesPatterns: several(fc.constantFrom("^fig", "\\.zip$", "run")) },
  attachmentExtensionMatchesWords: { attachmentExtensionMatchesWords: several(fc.constantFrom("txt", "exe", "zip")) },
  attachmentHasExecutableContent: { attachmentHasExecutableContent: yes },
  attachmentIsPasswordProtected: { attachmentIsPasswordProtected: yes },
  attachmentIsUnsupported: { attachmentIsUnsupported: yes },
  attachmentProcessingLimitExceeded: { attachmentProcessingLimitExceeded: yes },
  contentCharacterSetContainsWords: {
    contentCharacterSetContainsWords: several(fc.constantFrom("iso-8859-1", "utf-8", "shift_jis")),
  },
};

export const CONDITION_NAMES = Object.keys(CONDITION_VALUES) as readonly LeadCondition[];

export const conditionNamed = (name: LeadCondition): fc.Arbitrary<FlatRule> => fc.record(CONDITION_VALUES[name]);

export const condition: fc.Arbitrary<FlatRule> = fc.oneof(...CONDITION_NAMES.map(conditionNamed));

/** Those that are asked for each recipient fork a message. */
const ofRecipients = CONDITION_NAMES.filter((name) => PREDICATES[name].scope === "recipient");
export const forking: fc.Arbitrary<FlatRule> = fc.oneof(...ofRecipients.map(conditionNamed));

export const asException = (flat: FlatRule): FlatRule =>
  Object.fromEntries(
    Object.entries(flat).map(([key, value]) => [`exceptIf${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]),
  );

export const predicates = fc
  .tuple(fc.array(condition, { maxLength: 3 }), fc.array(condition, { maxLength: 2 }))
  .map(([conditions, exceptions]): FlatRule => Object.assign({}, ...conditions, ...exceptions.map(asException)));

const FILES: Readonly<Record<string, Buffer | string>> = {
  "figures.txt": "figures of lunch",
  "long.txt": `${"tea ".repeat(500)}`,
  "run.exe": Buffer.concat([Buffer.from("MZ"), Buffer.alloc(64)]),
  "all.zip": zipOf([{ name: "figures.txt", bytes: "About dinner" }]),
  "locked.zip": zipOf([{ name: "figures.txt", bytes: "About dinner", isEncrypted: true }]),
  "picture.psd": Buffer.from("8BPS\0\x01"),
};

function withFiles(names: readonly string[]): string {
  const files = names.map(
    (name) =>
      `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=${name}\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(FILES[name] ?? "").toString("base64")}\r\n`,
  );
  return `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee files\r\n${files.join("")}--b--\r\n`;
}

const body = fc.oneof(
  fc.constantFrom(
    "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nAbout lunch.\r\n",
    "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>About tea</p></body></html>\r\n",
    'Content-Type: multipart/signed; boundary=b; protocol="application/pkcs7-signature"\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n',
    "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
  ),
  fc.subarray(Object.keys(FILES), { minLength: 1, maxLength: 2 }).map(withFiles),
);

/** To one recipient or several, of all kinds; the first is in To, the others in Cc. */
export const message = fc
  .record({
    from: people,
    subject: fc.array(words, { maxLength: 3 }),
    header: fc.option(words, { nil: undefined }),
    to: fc.uniqueArray(people, { minLength: 1, maxLength: 5 }),
    authAs: fc.constantFrom("Internal" as const, "Anonymous" as const),
    fields: fc.subarray([
      "Received: from x (10.1.2.3) by mail",
      "Importance: high",
      "X-MS-Exchange-Organization-SCL: 5",
    ]),
    body,
  })
  .map(({ from, subject, header, to, authAs, fields, body: content }) => {
    const top = [
      ...fields,
      `From: ${from}`,
      `To: ${to[0]}`,
      `Cc: ${to.slice(1).join(", ")}`,
      `Subject: ${subject.join(" ")}`,
      ...(header === undefined ? [] : [`X-A: ${header}`]),
      "MIME-Version: 1.0",
      content,
    ];
    const whole = splitMessage(Buffer.from(top.join("\r\n")));
    const chunks = async function* () {
      yield whole.body;
    };
    const item = mail({
      ...{ sender: from, to, authAs },
      body: { size: whole.body.length, read: async () => whole.body, chunks },
    });
    item.headers = HeaderBlock.parse(whole.headers);
    return item;
  });
