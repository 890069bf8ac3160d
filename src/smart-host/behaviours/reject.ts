// Refuses every message at the end of its data.
import { reply, type SmtpReply } from "../../smtp/reply.ts";
import type { Behaviour } from "./behaviour.ts";

export const REJECTED = reply(550, "5.7.1", "Message refused by the smart host");

export function reject(refusal: SmtpReply = REJECTED): Behaviour {
  return {
    name: "reject",
    needs: "headers",
    apply(message) {
      message.fate.refusal ??= refusal;
    },
  };
}
