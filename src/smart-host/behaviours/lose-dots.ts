// Undoes dot stuffing once too often. RFC 5321 §4.5.2
import type { Behaviour } from "./behaviour.ts";

export function loseDots(): Behaviour {
  return {
    name: "lose-dots",
    needs: "message",
    apply(message) {
      message.body = Buffer.from(message.body.toString("latin1").replace(/\n\./g, "\n"), "latin1");
    },
  };
}
