// Sends a transaction for each recipient instead of one for all.
import type { Behaviour } from "./behaviour.ts";

export function splitPerRecipient(): Behaviour {
  return {
    name: "split-per-recipient",
    needs: "headers",
    apply(message) {
      message.fate.isSplit = true;
    },
  };
}
