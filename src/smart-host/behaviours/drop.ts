// Accepts a message and throws it away.
import type { Behaviour } from "./behaviour.ts";

export function drop(): Behaviour {
  return {
    name: "drop",
    needs: "headers",
    apply(message) {
      message.fate.isDropped = true;
    },
  };
}
