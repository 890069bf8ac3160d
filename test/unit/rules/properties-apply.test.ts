// What an explanation says a message becomes is what the agent makes of it, whatever the rules are. Seeded: a failure comes back.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { QueuedMessageEventSource } from "../../../src/agent-api/agents.ts";
import type { MailItem } from "../../../src/agent-api/mail-item.ts";
import { TransportRuleAgent } from "../../../src/agents/transport-rule-agent.ts";
import type { Organization } from "../../../src/organization/organization.ts";
import { evaluateRules } from "../../../src/rules/evaluate-rules.ts";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import { formatReply } from "../../../src/smtp/reply.ts";
import {
  asException,
  CONDITION_NAMES,
  condition,
  conditionNamed,
  forking,
  message,
  people,
  SMALL_SCAN,
  words,
} from "./any-rule.ts";
import { type FlatRule, NOW, organizationWith } from "./rule-fixtures.ts";

const RUNS = { seed: 20261127, numRuns: 200 };

const some = (arbitrary: fc.Arbitrary<string>) => fc.array(arbitrary, { minLength: 1, maxLength: 2 });
const action: fc.Arbitrary<FlatRule> = fc.oneof(
  fc.record({ setHeaderName: fc.constant("X-A"), setHeaderValue: words }),
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

const ruleWhere = (conditions: fc.Arbitrary<FlatRule[]>) =>
  fc
    .record({
      conditions,
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
const rule = ruleWhere(fc.array(fc.oneof(condition, forking), { maxLength: 2 }));

/** Recipients, header block, body and end of each fork, and what is sent beside, in an order of its own. */
interface Made {
  readonly forks: readonly (readonly string[])[];
  readonly sent: readonly string[];
}

const describe = async (item: MailItem, recipients: readonly string[], end: string): Promise<string[]> => [
  recipients.toSorted().join(),
  withoutIds(item.headers.toBuffer().toString("latin1")),
  withoutIds((await item.body.read()).toString("latin1")),
  end,
];
const sorted = (forks: readonly string[][]) => forks.toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
const sentAs = ({ recipients, content }: { recipients: readonly string[]; content: Buffer }) =>
  `${recipients.join()}: ${withoutIds(/^Subject: .*/m.exec(content.toString("latin1"))?.[0] ?? "")}`;
const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9A-F]{32}\b/g, "ID");

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

/** How many forks came of it. */
async function agree(flats: readonly FlatRule[], item: MailItem): Promise<number> {
  const organization = organizationWith(flats, SMALL_SCAN);
  const told = await explained(organization, item);
  expect(await applied(organization, item)).toEqual(told);
  return told.forks.length;
}

test("explain and apply agree", async () => {
  let forked = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 4 }), message, async (flats, item) => {
      if ((await agree(flats, item)) > 1) forked++;
    }),
    RUNS,
  );
  expect(forked).toBeGreaterThan(RUNS.numRuns / 10);
});

test.each(CONDITION_NAMES)("explain and apply agree on a rule with %s among others", async (name) => {
  const first = ruleWhere(conditionNamed(name).map((one) => [one]));
  await fc.assert(
    fc.asyncProperty(first, fc.array(rule, { maxLength: 2 }), message, async (flat, others, item) => {
      await agree([flat, ...others], item);
    }),
    { ...RUNS, numRuns: 15 },
  );
});
