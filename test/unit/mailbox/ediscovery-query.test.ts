import { expect, it } from "vitest";
import { parseQuery, type Query } from "../../../src/mailbox/ediscovery/parse-query.ts";

const words = (query: Query) =>
  query.map((terms) =>
    terms.map(({ property, value, isNegated }) => `${isNegated ? "-" : ""}${property}:${value}`).join(" "),
  );

it.each([
  ["", [""]],
  ["budget", ["any:budget"]],
  ['from:Alice subject:"Q3 Numbers"', ["from:alice subject:q3 numbers"]],
  ["from:alice AND to:bob", ["from:alice to:bob"]],
  ["from:alice OR from:bob* cc:x", ["from:alice", "from:bob cc:x"]],
  ["NOT from:alice -to:bob", ["-from:alice -to:bob"]],
  ["messageid:ID@Contoso.com", ["messageid:<ID@Contoso.com>"]],
  ["messageid:<ID@contoso.com>", ["messageid:<ID@contoso.com>"]],
  ['"AND"', ["any:and"]],
])("%s", (text, expected) => {
  expect(words(parseQuery(text))).toEqual(expected);
});

const day = (date: string) => Date.parse(date);
const NEVER = Number.POSITIVE_INFINITY;

it.each([
  ["received:2026-11-20", [day("2026-11-20"), day("2026-11-21")]],
  ["received>=2026-11-20", [day("2026-11-20"), NEVER]],
  ["received>2026-11-20", [day("2026-11-21"), NEVER]],
  ["received<2026-11-20T12:00", [0, Date.parse("2026-11-20T12:00Z")]],
  ["received<=2026-11-20", [0, day("2026-11-21")]],
  ["received:2026-11-01..2026-11-20", [day("2026-11-01"), day("2026-11-21")]],
] as const)("%s", (text, span) => {
  expect(parseQuery(text)[0]?.[0]?.span).toEqual(span);
});

it.each([
  ["subjct:plan", "did you mean `subject`"],
  ["subject:", "subject: lacks a value"],
  ['subject:"open', "quotation mark is open"],
  ["(from:alice)", "Parentheses"],
  ["from>alice", "from:value was expected"],
  ["received:yesterday", "no time such as 2026-11-20"],
  ["from:alice OR", "OR stands between"],
])("%s is refused: %s", (text, reason) => {
  expect(() => parseQuery(text)).toThrow(reason);
});
