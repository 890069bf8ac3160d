// Holds a message back by the host's clock. Kept in a file meanwhile: the host's 250 is then its own promise.
import type { Behaviour } from "./behaviour.ts";

export function delay(ms: number): Behaviour {
  return {
    name: "delay",
    needs: "headers",
    apply(message) {
      message.fate.delayMs += ms;
    },
  };
}
