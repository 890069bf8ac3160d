// Statements, one after the other. An error ends its statement, and the script goes on, as PowerShell does.
import type { Script, Stage, Statement } from "../parse/ast.ts";
import { ShellError } from "../shell-error.ts";
import { collapse, spread, type Value } from "../values.ts";
import { runCommand } from "./command.ts";
import { evaluate } from "./evaluate.ts";
import type { Session } from "./session.ts";

/** Thrown to the top where an error is to stop the script. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** The value of `( … )`: an error ends the statement around it. */
export async function runGroup(script: Script, session: Session): Promise<Value[]> {
  const values: Value[] = [];
  for (const statement of script) values.push(...(await runStatement(statement, session)));
  return values;
}

/** The body of a script, a loop or a block. `left` gets what each statement leaves. */
export async function runBody(
  script: Script,
  session: Session,
  left: (values: readonly Value[]) => void,
): Promise<void> {
  for (const statement of script) {
    try {
      left(await runStatement(statement, session));
    } catch (error) {
      if (!(error instanceof ShellError)) throw error;
      handle(error, session);
    }
  }
}

/** Reports, keeps quiet or stops, as the command or `$ErrorActionPreference` says. */
export function handle(error: ShellError, session: Session, action?: Value): void {
  const wanted = session.preference("ErrorActionPreference", action);
  if (wanted === "silentlycontinue" || wanted === "ignore") return;
  session.report(error);
  if (wanted === "stop") throw new Stopped(error.message);
}

async function runStatement(statement: Statement, session: Session): Promise<readonly Value[]> {
  switch (statement.kind) {
    case "assign":
      session.set(statement.name, collapse(await runStatement(statement.value, session)));
      return [];
    case "foreach":
      return runForEach(statement, session);
    case "pipeline":
      return runPipeline(statement.stages, session);
  }
}

/** $null is no round, one value is one. about_Foreach */
async function runForEach(
  { name, over, body }: Extract<Statement, { kind: "foreach" }>,
  session: Session,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const item of await runStatement(over, session)) {
    if (item === null) continue;
    session.set(name, item);
    await runBody(body, session, (left) => values.push(...left));
  }
  return values;
}

async function runPipeline(stages: readonly Stage[], session: Session): Promise<readonly Value[]> {
  let values: readonly Value[] | undefined;
  for (const stage of stages) {
    values =
      stage.kind === "expression"
        ? spread(await evaluate(stage.value, session))
        : await runCommand(stage, values, session);
  }
  return values ?? [];
}
