// What holds of the engine whatever the rules and the mail are. Seeded: a failure comes back.
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateRule } from "../../../src/rules/evaluate-rule.ts";
import { evaluateRules } from "../../../src/rules/evaluate-rules.ts";
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

const condition: fc.Arbitrary<FlatRule> = fc.oneof(
  fc.record({ fromScope: scope }),
  fc.record({ sentToScope: scope }),
  fc.record({ from: fc.array(people, { minLength: 1, maxLength: 3 }) }),
  fc.record({ sentTo: fc.array(people, { minLength: 1, maxLength: 3 }) }),
  fc.record({ subjectContainsWords: fc.array(word, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    headerContainsMessageHeader: fc.constant("X-A"),
    headerContainsWords: fc.array(word, { minLength: 1, maxLength: 4 }),
  }),
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
  })
  .map(({ from, subject, header, to, authAs }) =>
    mail({
      sender: from,
      to,
      authAs,
      headers: `From: ${from}\r\nSubject: ${subject.join(" ")}\r\n${header === undefined ? "" : `X-A: ${header}\r\n`}`,
    }),
  );

const matchedBy = async (flat: FlatRule, item: ReturnType<typeof mail>) =>
  (await evaluateRule(ruleWith(flat), item, context)).matched.map(({ address }) => address);

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

test("the explanation agrees with the match", async () => {
  await fc.assert(
    fc.asyncProperty(predicates, message, async (flat, item) => {
      const { matched, explanation } = await evaluateRule(ruleWith(flat), item, context);
      const expected =
        matched.length === 0 ? "notMatched" : matched.length === item.recipients.length ? "matched" : "matchedSome";
      expect(explanation.result).toBe(expected);
      expect(explanation.sentence.endsWith(".")).toBe(true);
      const given = Object.keys(flat).filter((key) => !/MessageHeader$/.test(key));
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
      const outcomes = await evaluateRules(rules, item, context);
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
      for (const { steps, others } of await evaluateRules(rules, item, context)) {
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
        (await evaluateRules(organizationWith(list).transportRules, item, context)).map((outcome) => [
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
