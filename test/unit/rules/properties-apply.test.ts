// What an explanation says a message becomes is what the agent makes of it, whatever the rules are. Seeded: a failure comes back.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { QueuedMessageEventSource } from "../../../src/agent-api/agents.ts";
import type { MailItem } from "../../../src/agent-api/mail-item.ts";
import { TransportRuleAgent } from "../../../src/agents/transport-rule-agent.ts";
import { HeaderBlock } from "../../../src/mime/header-block.ts";
import { splitMessage } from "../../../src/mime/message.ts";
import type { Organization } from "../../../src/organization/organization.ts";
import { evaluateRules } from "../../../src/rules/evaluate-rules.ts";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import { formatReply } from "../../../src/smtp/reply.ts";
import { type FlatRule, mail, NOW, organizationWith } from "./rule-fixtures.ts";

const RUNS = { seed: 20261127, numRuns: 150 };

const people = fc.constantFrom("alice@contoso.com", "bob@contoso.com", "carol@contoso.com", "x@fabrikam.com");
const word = fc.constantFrom("lunch", "tea", "figures");
const words = fc.array(word, { minLength: 1, maxLength: 2 });
const some = (arbitrary: fc.Arbitrary<string>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 });
const scope = fc.constantFrom("InOrganization", "NotInOrganization");
const group = fc.constant(["team@contoso.com"]);
const domains = some(fc.constantFrom("contoso.com", "fabrikam.com"));
const patterns = some(fc.constantFrom("^Lunch", "tea$", "\\bfig\\w+", "b.b@"));

/** One for each kind of value; the predicates' own tests show what each means. */
const condition: fc.Arbitrary<FlatRule> = fc.oneof(
  fc.record({ from: some(people) }),
  fc.record({ fromMemberOf: group }),
  fc.record({ fromScope: scope }),
  fc.record({ fromAddressContainsWords: some(fc.constantFrom("alice", "fabrikam")) }),
  fc.record({ fromAddressMatchesPatterns: patterns }),
  fc.record({ senderDomainIs: domains }),
  fc.record({ sentTo: some(people) }),
  fc.record({ sentToMemberOf: group }),
  fc.record({ sentToScope: scope }),
  fc.record({ recipientAddressMatchesPatterns: patterns }),
  fc.record({ recipientDomainIs: domains }),
  fc.record({ anyOfRecipientAddressContainsWords: some(fc.constantFrom("bob", "fabrikam")) }),
  fc.record({ anyOfToHeader: some(people) }),
  fc.record({ subjectContainsWords: words }),
  fc.record({ subjectOrBodyContainsWords: words }),
  fc.record({ subjectOrBodyMatchesPatterns: patterns }),
  fc.record({ headerContainsMessageHeader: fc.constant("X-A"), headerContainsWords: words }),
  fc.record({ headerMatchesMessageHeader: fc.constant("Subject"), headerMatchesPatterns: patterns }),
  fc.record({ messageSizeOver: fc.constantFrom("100 B", "10 KB") }),
  fc.record({ attachmentExtensionMatchesWords: fc.constant(["txt"]) }),
  fc.record({ attachmentNameMatchesPatterns: fc.constant(["^fig"]) }),
  fc.record({ messageTypeMatches: fc.constantFrom("Calendaring", "Signed") }),
  fc.record({ withImportance: fc.constantFrom("High", "Normal") }),
  fc.record({ sclOver: fc.constantFrom(-1, 5) }),
);
const action: fc.Arbitrary<FlatRule> = fc.oneof(
  fc.record({ setHeaderName: fc.constant("X-A"), setHeaderValue: word }),
  fc.record({ removeHeader: fc.constant("X-A") }),
  fc.record({ prependSubject: fc.constantFrom("tea ", "Ü ") }),
  fc.record({ setSCL: fc.constantFrom(-1, 6) }),
  fc.record({
    applyHtmlDisclaimerText: fc.constantFrom("<p>figures</p>", "<b>lunch</b>"),
    applyHtmlDisclaimerFallbackAction: fc.constantFrom("Wrap", "Ignore", "Reject"),
    applyHtmlDisclaimerLocation: fc.constantFrom("Append", "Prepend"),
  }),
  fc.record({ redirectMessageTo: some(people) }),
  fc.record({ blindCopyTo: some(people) }),
  fc.record({ copyTo: some(people) }),
  fc.record({ addToRecipients: some(people) }),
  fc.record({ generateNotification: fc.constant("Read this") }),
  fc.record({ generateIncidentReport: people, incidentReportContent: fc.constant(["Subject"]) }),
  fc.constant({ moderateMessageByUser: ["carol@contoso.com"] }),
  fc.constant({ quarantine: true }),
  fc.constant({ deleteMessage: true }),
  fc.constant({ rejectMessageReasonText: "no" }),
);

const asException = (flat: FlatRule): FlatRule =>
  Object.fromEntries(
    Object.entries(flat).map(([key, value]) => [`exceptIf${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]),
  );
const rule = fc
  .record({
    conditions: fc.array(condition, { maxLength: 2 }),
    exceptions: fc.array(condition, { maxLength: 1 }),
    does: action,
    rest: fc.record({
      stopRuleProcessing: fc.boolean(),
      mode: fc.constantFrom("Enforce", "Enforce", "Enforce", "Audit", "AuditAndNotify"),
      enabled: fc.constantFrom(true, true, true, false),
      ruleErrorAction: fc.constantFrom("Ignore", "Defer"),
    }),
  })
  .map(
    ({ conditions, exceptions, does, rest }): FlatRule =>
      Object.assign({}, ...conditions, ...exceptions.map(asException), does, rest),
  );

const BODIES = {
  plain: "Content-Type: text/plain\r\n\r\nAbout lunch.\r\n",
  html: "Content-Type: text/html\r\n\r\n<html><body><p>About tea</p></body></html>\r\n",
  signed:
    'Content-Type: multipart/signed; boundary=b; protocol="application/pkcs7-signature"\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n',
  attached:
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee file\r\n--b\r\nContent-Type: text/plain; name=figures.txt\r\n" +
    "Content-Disposition: attachment; filename=figures.txt\r\n\r\nfigures\r\n--b--\r\n",
};

const message = fc
  .record({
    from: people,
    subject: word,
    header: fc.option(word, { nil: undefined }),
    to: fc.uniqueArray(people, { minLength: 1, maxLength: 4 }),
    authAs: fc.constantFrom("Internal" as const, "Anonymous" as const),
    body: fc.constantFrom(...Object.values(BODIES)),
  })
  .map(({ from, subject, header, to, authAs, body }) => {
    const extra = header === undefined ? "" : `X-A: ${header}\r\n`;
    const top = `From: ${from}\r\nTo: ${to.join(", ")}\r\nSubject: ${subject}\r\n${extra}MIME-Version: 1.0\r\n`;
    const parts = splitMessage(Buffer.from(top + body));
    const read = async () => parts.body;
    const chunks = async function* () {
      yield parts.body;
    };
    const item = mail({ sender: from, to, authAs, body: { size: parts.body.length, read, chunks } });
    item.headers = HeaderBlock.parse(parts.headers);
    return item;
  });

/** Recipients, header block, body and end of each fork, and what is sent beside, in an order of its own. */
interface Made {
  readonly forks: readonly (readonly string[])[];
  readonly sent: readonly string[];
}

const describe = async (item: MailItem, recipients: readonly string[], end: string): Promise<string[]> => [
  recipients.toSorted().join(),
  item.headers.toBuffer().toString("latin1"),
  (await item.body.read()).toString("latin1"),
  end,
];
const sorted = (forks: readonly string[][]) => forks.toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
const sentAs = ({ recipients, content }: { recipients: readonly string[]; content: Buffer }) =>
  `${recipients.join()}: ${withoutIds(/^Subject: .*/m.exec(content.toString("latin1"))?.[0] ?? "")}`;
const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");

async function explained(organization: Organization, item: MailItem): Promise<Made> {
  const outcomes = await evaluateRules(organization.transportRules, item, ruleContextOf(organization, NOW));
  const forks = outcomes.map(({ item: of, end }) =>
    describe(
      of,
      of.recipients.map(({ address }) => address),
      end && end.kind !== "stopped" ? end.kind : "passed",
    ),
  );
  // Rules that matched before a fork are told of in each of its parts: what they sent, once.
  const messages = new Set(
    outcomes.flatMap(({ steps }) => steps.flatMap(({ applied }) => applied.flatMap((one) => one.messages ?? []))),
  );
  return { forks: sorted(await Promise.all(forks)), sent: [...messages].map(sentAs).sort() };
}

async function applied(organization: Organization, item: MailItem): Promise<Made> {
  const items: MailItem[] = [item];
  const ended = new Map<MailItem, { recipients: string[]; end: string }>();
  const sent: string[] = [];
  const end = (of: MailItem, gone: readonly { address: string }[], kind: string) => {
    ended.set(of, { recipients: gone.map(({ address }) => address), end: kind });
    of.recipients = of.recipients.filter((recipient) => !gone.includes(recipient));
  };
  const source = {
    ...{ now: NOW, failed: [], organization, track: () => {}, commit: () => {} },
    fork(from: MailItem, recipients: MailItem["recipients"]) {
      const copy = { ...from, headers: from.headers.clone(), recipients: [...recipients] };
      from.recipients = from.recipients.filter((recipient) => !recipients.includes(recipient));
      items.push(copy);
      return copy;
    },
    drop: (of: MailItem, gone: MailItem["recipients"]) => end(of, [...gone], "deleted"),
    fail: (of: MailItem, gone: MailItem["recipients"], reply: Parameters<typeof formatReply>[0]) =>
      end(of, [...gone], formatReply(reply) && "rejected"),
    quarantine: (of: MailItem, gone: MailItem["recipients"] = of.recipients) => end(of, [...gone], "quarantined"),
    hold: (of: MailItem, gone: MailItem["recipients"] = of.recipients) => end(of, [...gone], "held"),
    defer: () => {},
    submit: (made: Parameters<typeof sentAs>[0]) => sent.push(sentAs(made)),
  } as unknown as QueuedMessageEventSource;
  await new TransportRuleAgent({
    store: async (bytes: Buffer) => ({ size: bytes.length, read: async () => bytes }) as never,
  }).onResolved(source, item);
  const forks = items.map((of) => {
    const end = ended.get(of);
    return describe(of, end?.recipients ?? of.recipients.map(({ address }) => address), end?.end ?? "passed");
  });
  return { forks: sorted(await Promise.all(forks)), sent: sent.sort() };
}

test("explain and apply agree", async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 4 }), message, async (flats, item) => {
      const organization = organizationWith(flats);
      const told = await explained(organization, item);
      expect(await applied(organization, item)).toEqual(told);
      seen += told.forks.length;
    }),
    RUNS,
  );
  expect(seen).toBeGreaterThan(RUNS.numRuns);
});
