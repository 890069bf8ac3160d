// Statements: pipelines, assignments, foreach.
import { beyond } from "../shell-error.ts";
import type { Script, Stage, Statement } from "./ast.ts";
import { parseCommand } from "./command.ts";
import { parseExpression } from "./expression.ts";
import type { Scanner } from "./scanner.ts";

const KEYWORDS = new Set(
  (
    "begin break catch class clean continue data define do dynamicparam else elseif end enum exit filter finally for from " +
    "function if param process return switch throw trap try until using var while workflow"
  ).split(" "),
);

/** Up to the end of the text, or the bracket that ends it, which is consumed. */
export function parseScript(on: Scanner, closer?: ")" | "}"): Script {
  const statements: Statement[] = [];
  for (;;) {
    on.skipSeparators();
    if (on.isAtEnd) {
      if (closer === undefined) return statements;
      throw on.fail(`Missing closing '${closer}'.`);
    }
    if (on.peek() === closer) {
      on.at += 1;
      return statements;
    }
    statements.push(parseStatement(on));
    on.skipBlanks();
    if (!on.match(/[;\r\n)}]|$/y))
      throw on.fail(`Unexpected token '${on.match(/\S{1,40}/y)?.[0] ?? on.peek()}' in expression or statement.`);
    if (/[)}]/.test(on.peek()) && on.peek() !== closer) {
      throw on.fail(
        closer === undefined
          ? `Unexpected '${on.peek()}': nothing is open.`
          : `Missing closing '${closer}' before '${on.peek()}'.`,
      );
    }
  }
}

function parseStatement(on: Scanner): Statement {
  const at = on.position();
  const word = on.match(/([a-z]+)(?=[\s({;]|$)/iy)?.[1]?.toLowerCase() ?? "";
  if (word === "foreach" && on.match(/foreach\s*\(/iy)) return parseForEach(on);
  if (KEYWORDS.has(word)) throw beyond(`The statement '${word}' is not known here.`, at);
  const assigned = on.take(/\$(\w+)[^\S\r\n]*=(?!=)\s*/y);
  if (!assigned) return parsePipeline(on);
  return on.nested(() => ({ kind: "assign", at, name: assigned[1] ?? "", value: parseStatement(on) }));
}

function parseForEach(on: Scanner): Statement {
  const at = on.position();
  on.take(/foreach\s*\(/iy);
  on.skipLines();
  const name = on.take(/\$(\w+)/y)?.[1];
  if (name === undefined) throw on.fail("A variable must follow 'foreach (': foreach ($result in $results) { … }.");
  on.skipLines();
  if (!on.take(/in(?![\w-])/iy)) throw on.fail("Missing 'in' after variable in foreach loop.");
  on.skipLines();
  const over = on.nested(() => parsePipeline(on));
  on.skipLines();
  if (!on.take(/\)/y)) throw on.fail("Missing ')' after the expression of a foreach loop.");
  on.skipLines();
  if (!on.take(/\{/y)) throw on.fail("Missing statement body { … } in foreach loop.");
  return { kind: "foreach", at, name, over, body: on.nested(() => parseScript(on, "}")) };
}

function parsePipeline(on: Scanner): Statement {
  const at = on.position();
  const stages: Stage[] = [parseStage(on, true)];
  for (;;) {
    on.skipBlanks();
    // A line may begin with the bar, too.
    if (on.match(/\|\|/y) || on.match(/&&/y))
      throw beyond("The operators && and || are not known here.", on.position());
    if (!on.take(/(?:\s*)\|(?!\|)/y)) return { kind: "pipeline", at, stages };
    on.skipLines();
    if (on.isAtEnd) throw on.fail("An empty pipe element is not allowed.");
    stages.push(parseStage(on, false));
  }
}

function parseStage(on: Scanner, isFirst: boolean): Stage {
  const at = on.position();
  const sign = on.match(/[&<>|]|\.\s/y);
  if (sign?.[0] === "|") throw on.fail("An empty pipe element is not allowed.");
  if (sign) throw beyond(`The operator ${sign[0].trim()} is not known here.`, at);
  if (on.match(/[a-z_%?\u0080-\uffff]/iy) && !on.match(/[\u2018-\u201e\u2013-\u2015]/y)) return parseCommand(on);
  const value = parseExpression(on);
  if (isFirst) return { kind: "expression", at, value };
  throw beyond("Expressions are only allowed as the first element of a pipeline.", at);
}
