// Sends a message twice: at once, or the second copy later by the host's clock (kept in a file until then).
import type { Behaviour } from "./behaviour.ts";

export function duplicate(afterMs = 0): Behaviour {
  return {
    name: "duplicate",
    needs: "headers",
    apply(message) {
      message.fate.copiesAfterMs.push(afterMs);
    },
  };
}
