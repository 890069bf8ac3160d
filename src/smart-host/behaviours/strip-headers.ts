// Removes header fields by pattern over their names, at the top of the message only.
import type { Behaviour } from "./behaviour.ts";

export function stripHeaders(pattern: RegExp): Behaviour {
  return {
    name: "strip-headers",
    needs: "headers",
    apply(message) {
      const count = message.headers.removeWhere((field) => field.name !== "" && pattern.test(field.name));
      if (count > 0) message.fate.notes.push(`${count} header fields removed`);
    },
  };
}
