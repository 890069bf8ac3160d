// Comparisons. Text is compared in any case, a list gives those of its items for which it holds. about_Comparison_Operators
import { matchesWildcard } from "../../organization/wildcard.ts";
import { toText } from "../format/text.ts";
import { type Position, ShellError } from "../shell-error.ts";
import { isList, isTrue, spread, type Value } from "../values.ts";

export function compare(operator: string, left: Value, right: Value, at: Position): Value {
  if (operator === "and") return isTrue(left) && isTrue(right);
  if (operator === "or") return isTrue(left) || isTrue(right);
  if (operator === "xor") return isTrue(left) !== isTrue(right);
  const isExact = operator.startsWith("c") && operator !== "contains";
  const plain = isExact ? operator.slice(1) : operator;
  if (plain === "contains" || plain === "notcontains") return holds(left, right, isExact) === (plain === "contains");
  if (plain === "in" || plain === "notin") return holds(right, left, isExact) === (plain === "in");
  const test = (one: Value) => comparison(plain, one, right, isExact, at);
  return isList(left) ? left.filter(test) : test(left);
}

const holds = (list: Value, value: Value, isExact: boolean): boolean =>
  spread(list).some((one) => isEqual(one, value, isExact));

function comparison(operator: string, left: Value, right: Value, isExact: boolean, at: Position): boolean {
  switch (operator) {
    case "eq":
      return isEqual(left, right, isExact);
    case "ne":
      return !isEqual(left, right, isExact);
    case "like":
      return isLike(toText(left), toText(right), isExact, at);
    case "notlike":
      return !isLike(toText(left), toText(right), isExact, at);
    case "match":
      return pattern(toText(right), isExact, at).test(toText(left));
    case "notmatch":
      return !pattern(toText(right), isExact, at).test(toText(left));
    default: {
      const order = compareValues(left, right, isExact);
      const [isGreater, isLess] = [order > 0, order < 0];
      return operator === "gt" ? isGreater : operator === "lt" ? isLess : operator === "ge" ? !isLess : !isGreater;
    }
  }
}

/** The right side takes the type of the left. */
export function isEqual(left: Value, right: Value, isExact = false): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === "boolean") return left === isTrue(right);
  return compareValues(left, right, isExact) === 0;
}

/** For Sort-Object, too: $null is before everything. */
export function compareValues(left: Value, right: Value, isExact = false): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (left instanceof Date) {
    const at =
      right instanceof Date ? right.getTime() : Date.parse(`${toText(right)} UTC`) || Date.parse(toText(right));
    return Math.sign(left.getTime() - at) || 0;
  }
  if (typeof left === "number" || typeof left === "boolean") {
    const other = Number(typeof right === "string" ? right.trim() || Number.NaN : right);
    if (!Number.isNaN(other)) return Math.sign(Number(left) - other);
  }
  const [one, other] = [toText(left), toText(right)];
  const [a, b] = isExact ? [one, other] : [one.toLowerCase(), other.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** *, ? and [a-z]. A pattern of stars alone takes linear time. about_Wildcards */
function isLike(text: string, wanted: string, isExact: boolean, at: Position): boolean {
  if (!isExact && !/[?[]/.test(wanted)) return matchesWildcard(text, wanted);
  const source = wanted
    .replace(/[\\^$.|+(){}]/g, "\\$&")
    .replaceAll("*", "[\\s\\S]*")
    .replaceAll("?", "[\\s\\S]");
  return pattern(`^(?:${source})$`, isExact, at).test(text);
}

function pattern(source: string, isExact: boolean, at: Position): RegExp {
  try {
    return new RegExp(source.replace(/^\(\?i\)/, ""), isExact && !source.startsWith("(?i)") ? "" : "i");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ShellError(`The pattern '${source.slice(0, 200)}' can't be read: ${why}.`, {
      at,
      category: "InvalidOperation",
    });
  }
}
