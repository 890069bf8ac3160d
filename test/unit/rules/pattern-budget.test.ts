// Patterns that only a backtracking engine can run have 20 ms of work for one message, over all rules.
import { expect, test } from "vitest";
import { evaluateRules } from "../../../src/rules/evaluate-rules.ts";
import { PatternBudget } from "../../../src/rules/pattern-budget.ts";
import { ruleContextOf } from "../../../src/rules/rule-context.ts";
import { RuleError } from "../../../src/rules/rule-error.ts";
import { mail, NOW, organizationWith } from "./rule-fixtures.ts";

const CATASTROPHIC = "^(?=a)(a+)+$";
const TRAP = `${"a".repeat(60)}!`;

test("a pattern that takes too long ends by the limit, and what is left is nothing", () => {
  const budget = new PatternBudget(5);
  expect(budget.test(/^(?=a)a+$/, "aaa")).toBe(true);
  expect(() => budget.test(/^(?=a)(a+)+$/, TRAP)).toThrow(RuleError);
  expect(() => budget.test(/a/, "a")).toThrow("took longer than the 5 ms that a message has for patterns");
});

test("SubjectMatchesPatterns: running out of time is the rule's error, and the message goes on", async () => {
  const organization = organizationWith([
    { subjectMatchesPatterns: "(?<=^a)a", prependSubject: "one " },
    { subjectMatchesPatterns: CATASTROPHIC.replace("^", ""), prependSubject: "two " },
    { subjectMatchesPatterns: "(?=one)", prependSubject: "three " },
    { subjectMatchesPatterns: "(a+)+$|one", prependSubject: "four " },
  ]);
  const item = mail({ headers: `Subject: ${TRAP}\r\n` });
  const [outcome] = await evaluateRules(organization.transportRules, item, ruleContextOf(organization, NOW));
  // Rule 3 has no time left; rule 4 runs in linear time and needs none.
  expect(outcome?.steps.map(({ rule }) => rule.name)).toEqual(["Rule 1", "Rule 4"]);
  expect(outcome?.others.map(({ rule, result }) => [rule, result])).toEqual([
    ["Rule 2", "failed"],
    ["Rule 3", "failed"],
  ]);
  expect(outcome?.others[0]?.sentence).toMatch(/^The rule could not be evaluated: the pattern .* took longer than/);
  expect(outcome?.end).toBeUndefined();
});

test("RuleErrorAction: Defer lets the message wait", async () => {
  const organization = organizationWith([
    { subjectMatchesPatterns: CATASTROPHIC, ruleErrorAction: "Defer", deleteMessage: true },
  ]);
  const item = mail({ headers: `Subject: ${TRAP}\r\n` });
  const [outcome] = await evaluateRules(organization.transportRules, item, ruleContextOf(organization, NOW));
  expect(outcome?.end?.kind).toBe("deferred");
});

test("the next message has its time anew", () => {
  const organization = organizationWith([]);
  const first = ruleContextOf(organization, NOW).budget;
  expect(() => first.test(/^(?=a)(a+)+$/, TRAP)).toThrow(RuleError);
  expect(ruleContextOf(organization, NOW).budget.test(/(?=a)/, "a")).toBe(true);
});
