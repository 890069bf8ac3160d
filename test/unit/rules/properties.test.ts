// What holds of the engine whatever the rules and the mail are. Seeded: a failure comes back.
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateRule } from "../../../src/rules/evaluate-rule.ts";
import { evaluateRules } from "../../../src/rules/evaluate-rules.ts";
import { PREDICATES } from "../../../src/rules/predicates/index.ts";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import { addresses, context, type FlatRule, mail, organizationWith, ruleWith } from "./rule-fixtures.ts";

const RUNS = { seed: 20260301, numRuns: 300 };

const word = fc.constantFrom("lunch", "tea", "dinner", "true", "no");
const people = fc.constantFrom(
  "alice@contoso.com",
  "bob@contoso.com",
  "carol@contoso.com",
  "ann@fabrikam.com",
  "x@fabrikam.com",
);
const scope = fc.constantFrom("InOrganization", "NotInOrganization");

const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const groups = several(fc.constantFrom("team@contoso.com", "sales@contoso.com"));
const domains = several(fc.constantFrom("com", "contoso.com", "fabrikam.com", "toso.com"));
const parts = several(fc.constantFrom("alice", "bob", "contoso", "fabrikam", "a"));
const patterns = several(fc.constantFrom("^a", "@fab", "(?=li)l", "tea|lunch", "^$"));
const attributes = several(
  fc.constantFrom("Department:sales", "Manager:carol,alice", "City:oslo", "DisplayName:^b,ob"),
);

/** Each lead condition that needs no body, with what belongs to it. */
const CONDITION_VALUES: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
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
  subjectContainsWords: { subjectContainsWords: several(word) },
  subjectMatchesPatterns: { subjectMatchesPatterns: patterns },
  headerContainsWords: { headerContainsMessageHeader: fc.constant("X-A"), headerContainsWords: several(word) },
  headerMatchesPatterns: { headerMatchesMessageHeader: fc.constant("X-A"), headerMatchesPatterns: patterns },
  messageSizeOver: { messageSizeOver: fc.constantFrom("10", "60", "1KB") },
  hasClassification: { hasClassification: fc.constant("Secret") },
  hasNoClassification: { hasNoClassification: fc.constant(true) },
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
};
const NEEDS_BODY = /^(attachment|subjectOrBody|contentCharacterSet|messageType)/;

const condition: fc.Arbitrary<FlatRule> = fc.oneof(
  ...Object.values(CONDITION_VALUES).map((values) => fc.record(values) as fc.Arbitrary<FlatRule>),
);
const asException = (flat: FlatRule): FlatRule =>
  Object.fromEntries(
    Object.entries(flat).map(([key, value]) => [`exceptIf${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]),
  );

const predicates = fc
  .tuple(fc.array(condition, { maxLength: 3 }), fc.array(condition, { maxLength: 2 }))
  .map(([conditions, exceptions]): FlatRule => Object.assign({}, ...conditions, ...exceptions.map(asException)));

const action: fc.Arbitrary<FlatRule> = fc.oneof(
  fc.record({ setHeaderName: fc.constant("X-A"), setHeaderValue: word }),
  fc.record({ prependSubject: fc.constantFrom("tea ", "Ü ") }),
  fc.record({ redirectMessageTo: fc.array(people, { minLength: 1, maxLength: 2 }) }),
  fc.record({ blindCopyTo: fc.array(people, { minLength: 1, maxLength: 2 }) }),
  fc.constant({ deleteMessage: true }),
  fc.constant({ rejectMessageReasonText: "no" }),
);
const rule = fc
  .tuple(predicates, action, fc.boolean(), fc.constantFrom("Enforce", "Enforce", "Audit"))
  .map(([flat, does, stop, mode]): FlatRule => ({ ...flat, ...does, stopRuleProcessing: stop, mode }));

const message = fc
  .record({
    from: people,
    subject: fc.array(word, { maxLength: 3 }),
    header: fc.option(word, { nil: undefined }),
    to: fc.uniqueArray(people, { minLength: 1, maxLength: 5 }),
    authAs: fc.constantFrom("Internal" as const, "Anonymous" as const),
    fields: fc.subarray([
      "Received: from x (10.1.2.3) by mail",
      "Importance: high",
      "X-MS-Exchange-Organization-SCL: 5",
    ]),
  })
  .map(({ from, subject, header, to, authAs, fields }) =>
    mail({
      sender: from,
      to,
      authAs,
      headers: [
        ...fields,
        `From: ${from}`,
        `To: ${to[0]}`,
        `Cc: ${to.slice(1).join(", ")}`,
        `Subject: ${subject.join(" ")}`,
        ...(header === undefined ? [] : [`X-A: ${header}`]),
        "",
      ].join("\r\n"),
    }),
  );

const matchedBy = async (flat: FlatRule, item: ReturnType<typeof mail>) =>
  (await evaluateRule(ruleWith(flat), item, newContext())).matched.map(({ address }) => address);

/** Each message has its time for patterns. */
const newContext = () => ruleContextOf(context.organization, context.now);

test("every condition that needs no body is among those that are tried", () => {
  const leads = Object.keys(PREDICATES).filter((name) => !NEEDS_BODY.test(name));
  expect(Object.keys(CONDITION_VALUES).sort()).toEqual(leads.sort());
});

test("the order in which conditions are written makes no difference", async () => {
  await fc.assert(
    fc.asyncProperty(predicates, message, async (flat, item) => {
      const turned = Object.fromEntries(Object.entries(flat).reverse());
      expect(await matchedBy(turned, item)).toEqual(await matchedBy(flat, item));
    }),
    RUNS,
  );
});

test("the order of a condition's values makes no difference", async () => {
  await fc.assert(
    fc.asyncProperty(predicates, message, async (flat, item) => {
      const turned = Object.fromEntries(
        Object.entries(flat).map(([key, value]) => [key, Array.isArray(value) ? [...value].reverse() : value]),
      );
      expect(await matchedBy(turned, item)).toEqual(await matchedBy(flat, item));
    }),
    RUNS,
  );
});

test("an exception only ever takes recipients away, and exactly those of whom it holds", async () => {
  await fc.assert(
    fc.asyncProperty(condition, condition, message, async (wanted, vetoing, item) => {
      const without = await matchedBy(wanted, item);
      const vetoed = await matchedBy(vetoing, item);
      expect(await matchedBy({ ...wanted, ...asException(vetoing) }, item)).toEqual(
        without.filter((address) => !vetoed.includes(address)),
      );
    }),
    RUNS,
  );
});

test("one more condition never adds a recipient", async () => {
  await fc.assert(
    fc.asyncProperty(predicates, condition, message, async (flat, more, item) => {
      fc.pre(Object.keys(more).every((key) => !(key in flat)));
      const before = await matchedBy(flat, item);
      for (const address of await matchedBy({ ...flat, ...more }, item)) expect(before).toContain(address);
    }),
    RUNS,
  );
});

const ADDS_TO_ANOTHER = /(MessageHeader|managerForEvaluatedUser|adComparisonOperator|betweenMemberOf2)$/i;

test("the explanation agrees with the match", async () => {
  await fc.assert(
    fc.asyncProperty(predicates, message, async (flat, item) => {
      const { matched, explanation } = await evaluateRule(ruleWith(flat), item, newContext());
      const expected =
        matched.length === 0 ? "notMatched" : matched.length === item.recipients.length ? "matched" : "matchedSome";
      expect(explanation.result).toBe(expected);
      expect(explanation.sentence.endsWith(".")).toBe(true);
      const given = Object.keys(flat).filter((key) => !ADDS_TO_ANOTHER.test(key));
      expect(explanation.findings).toHaveLength(given.length);
    }),
    RUNS,
  );
});

test("rules that don't change recipients lose nobody and double nobody, and the item stays as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { maxLength: 5 }), message, async (flats, item) => {
      const rules = organizationWith(
        flats.filter((flat) => !("redirectMessageTo" in flat || "blindCopyTo" in flat)),
      ).transportRules;
      const before = [item.headers.toBuffer().toString(), JSON.stringify(item.recipients)];
      const outcomes = await evaluateRules(rules, item, newContext());
      expect(outcomes.flatMap((outcome) => addresses(outcome.item)).sort()).toEqual(addresses(item).sort());
      expect([item.headers.toBuffer().toString(), JSON.stringify(item.recipients)]).toEqual(before);
    }),
    RUNS,
  );
});

test("each rule is accounted for once per outcome, matched or explained", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { maxLength: 5 }), message, async (flats, item) => {
      const rules = organizationWith(flats).transportRules;
      for (const { steps, others } of await evaluateRules(rules, item, newContext())) {
        const named = [...steps.map((step) => step.rule.name), ...others.map((other) => other.rule)];
        expect(named.sort()).toEqual(rules.map(({ name }) => name).sort());
      }
    }),
    RUNS,
  );
});

test("a disabled rule anywhere changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { maxLength: 4 }), rule, fc.nat(4), message, async (flats, extra, place, item) => {
      const named = flats.map((flat, index): FlatRule => ({ ...flat, name: `N${index}` }));
      const shape = async (list: readonly FlatRule[]) =>
        (await evaluateRules(organizationWith(list).transportRules, item, newContext())).map((outcome) => [
          addresses(outcome.item),
          outcome.item.headers.toBuffer().toString("latin1"),
          outcome.end?.kind,
        ]);
      expect(await shape(named.toSpliced(place, 0, { ...extra, name: "Off", enabled: false }))).toEqual(
        await shape(named),
      );
    }),
    RUNS,
  );
});
