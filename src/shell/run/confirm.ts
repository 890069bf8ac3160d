// "Are you sure?" of Remove-, Disable-, Clear- and whatever is told -Confirm. about_Preference_Variables
import type { Declared } from "../host.ts";
import { type Position, ShellError } from "../shell-error.ts";
import type { Session } from "./session.ts";

const ASKING = /^(?:Remove|Disable|Clear)-/i;

/** Takes -Confirm out of the parameters: asking is the shell's. */
export async function confirmed(
  { name, parameters: declared }: Declared,
  parameters: Record<string, unknown>,
  session: Session,
  at: Position,
): Promise<boolean> {
  const asked = parameters.Confirm;
  delete parameters.Confirm;
  const isQuiet = session.preference("ConfirmPreference") === "none";
  const isAsking = asked ?? (ASKING.test(name) && "Confirm" in declared && !isQuiet);
  if (isAsking !== true || parameters.WhatIf === true) return true;
  const what = "WhatIf" in declared ? await session.host.invoke(name, { ...parameters, WhatIf: true }) : undefined;
  const object = String(parameters.Identity ?? parameters.Name ?? "");
  const question = what?.confirmation?.replace(/^What if: /, "") ?? `${name} ${object}`.trim();
  const answer = await session.host.confirm(question);
  if (answer !== undefined) return answer;
  throw new ShellError(
    `It asks before it acts, and nobody can answer here: add -Confirm:$false, or --yes. ${question}`,
    {
      at,
      command: name,
      category: "InvalidOperation",
      exception: "PSInvalidOperationException",
    },
  );
}
