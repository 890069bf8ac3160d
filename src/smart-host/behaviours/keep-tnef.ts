// Lets TNEF pass byte for byte, as signature services do that ignore such mail: behaviours further down the list that
// need the whole message leave it alone. Header fields are still edited.
import { runInTurns, type Steps } from "../../mime/in-turns.ts";
import { findingTnef } from "../tnef/winmail.ts";
import type { Behaviour, RelayedMessage } from "./behaviour.ts";

export function keepTnef(): Behaviour {
  return { name: "keep-tnef", needs: "message", apply: (message) => runInTurns(keeping(message)) };
}

function* keeping(message: RelayedMessage): Steps<void> {
  const { found } = yield* findingTnef(message);
  if (found.length === 0) return;
  message.fate.keepsBody = true;
  message.fate.notes.push("left alone: it is TNEF");
}
