// Expressions to values.
import { toText } from "../format/text.ts";
import type { Expression } from "../parse/ast.ts";
import { Block, collapse, isTrue, member, Table, type Value } from "../values.ts";
import { compare } from "./operators.ts";
import type { Session } from "./session.ts";
import { runGroup } from "./statement.ts";

export async function evaluate(expression: Expression, session: Session): Promise<Value> {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "variable":
      return session.get(expression.name);
    case "text": {
      let text = "";
      for (const part of expression.parts)
        text += typeof part === "string" ? part : toText(await evaluate(part, session));
      return text;
    }
    case "member":
      return member(await evaluate(expression.of, session), expression.name);
    case "list": {
      const items: Value[] = [];
      for (const item of expression.items) items.push(await evaluate(item, session));
      return items;
    }
    case "table": {
      const entries: Record<string, Value> = {};
      for (const [key, value] of expression.entries) entries[key] = await evaluate(value, session);
      return new Table(entries);
    }
    case "block":
      return new Block(expression.body, expression.text);
    case "group":
      return collapse(await runGroup(expression.body, session));
    case "not":
      return !isTrue(await evaluate(expression.value, session));
    case "operator":
      return operate(expression, session);
  }
}

/** -and and -or look no further than they must. */
async function operate(
  { operator, left, right, at }: Extract<Expression, { kind: "operator" }>,
  session: Session,
): Promise<Value> {
  const first = await evaluate(left, session);
  if (operator === "and" && !isTrue(first)) return false;
  if (operator === "or" && isTrue(first)) return true;
  return compare(operator, first, await evaluate(right, session), at);
}

/** As a parameter of this type takes it: what was written, where text is wanted and a number stands (0123). */
export async function evaluateFor(type: string, expression: Expression, session: Session): Promise<Value> {
  if (expression.kind === "literal" && typeof expression.value === "number" && !NUMERIC.has(type))
    return expression.text;
  if (expression.kind !== "list") return evaluate(expression, session);
  const items: Value[] = [];
  for (const item of expression.items) items.push(await evaluateFor(type, item, session));
  return items;
}

/** Types of parameters that take a number as such. */
const NUMERIC = new Set(["int", "boolean", "switch", "size", "resultSize", "unlimitedInt", "unlimitedSize"]);
