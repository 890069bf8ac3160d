// What holds of the engine whatever the rules and the mail are. Seeded: a failure comes back.
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateRule } from "../../../src/rules/evaluate-rule.ts";
import { evaluateRules } from "../../../src/rules/evaluate-rules.ts";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import {
  asException,
  CONDITION_NAMES,
  condition,
  conditionNamed,
  message,
  people,
  predicates,
  SMALL_SCAN,
  words,
} from "./any-rule.ts";
import { addresses, type FlatRule, type mail, NOW, organizationWith, ruleWith } from "./rule-fixtures.ts";

const RUNS = { seed: 20260301, numRuns: 150 };

const action: fc.Arbitrary<FlatRule> = fc.oneof(
  fc.record({ setHeaderName: fc.constant("X-A"), setHeaderValue: words }),
  fc.record({ prependSubject: fc.constantFrom("tea ", "Ü ") }),
  fc.record({ redirectMessageTo: fc.array(people, { minLength: 1, maxLength: 2 }) }),
  fc.record({ blindCopyTo: fc.array(people, { minLength: 1, maxLength: 2 }) }),
  fc.constant({ deleteMessage: true }),
  fc.constant({ rejectMessageReasonText: "no" }),
);
const rule = fc
  .tuple(predicates, action, fc.boolean(), fc.constantFrom("Enforce", "Enforce", "Audit"))
  .map(([flat, does, stop, mode]): FlatRule => ({ ...flat, ...does, stopRuleProcessing: stop, mode }));

const matchedBy = async (flat: FlatRule, item: ReturnType<typeof mail>) =>
  (await evaluateRule(ruleWith(flat), item, newContext())).matched.map(({ address }) => address);

/** Each message has its time for patterns. */
const newContext = () => ruleContextOf(tenant, NOW);
const tenant = organizationWith([], SMALL_SCAN);

/** No mail has a classification here; every other condition is seen to hold of some mail and not of other. */
const ALWAYS_THE_SAME = ["hasClassification", "hasNoClassification"];

test.each(CONDITION_NAMES)("%s: takes its recipients away as an exception, and adds none", async (name) => {
  const held = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(conditionNamed(name), condition, message, async (flat, wanted, item) => {
      fc.pre(!(name in wanted));
      const holds = await matchedBy(flat, item);
      for (const recipient of addresses(item)) held.add(holds.includes(recipient));
      const without = await matchedBy(wanted, item);
      expect(await matchedBy({ ...wanted, ...asException(flat) }, item)).toEqual(
        without.filter((address) => !holds.includes(address)),
      );
    }),
    { ...RUNS, numRuns: 40 },
  );
  expect(held.size).toBe(ALWAYS_THE_SAME.includes(name) ? 1 : 2);
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
