// A gate before listeners: shut while everything is wiped, so that no mail of before gets in after.
import { reply, type SmtpReply } from "./reply.ts";
import type { ListenerHandler, SmtpSession } from "./session.ts";

export const BEING_RESET = reply(451, "4.3.2", "The sandbox is being reset, please try again");

export class Gate {
  #isShut = false;
  #generation = 0;

  get isShut(): boolean {
    return this.#isShut;
  }

  /** What begins now belongs to this generation. */
  get generation(): number {
    return this.#generation;
  }

  /** May what began in `generation` still come in? */
  admits(generation: number): boolean {
    return !this.#isShut && generation === this.#generation;
  }

  shut(): void {
    this.#isShut = true;
    this.#generation += 1;
  }

  open(): void {
    this.#isShut = false;
  }
}

/** Transactions that a reset fell into are refused at their next command; sinks ask the gate once more at the end. */
export function behindGate(handler: ListenerHandler, gate: Gate): ListenerHandler {
  const begun = new WeakMap<SmtpSession, number>();
  const late = (session: SmtpSession): SmtpReply | undefined =>
    gate.admits(begun.get(session) ?? gate.generation) ? undefined : BEING_RESET;
  return {
    ...handler,
    onMailFrom(session, from) {
      begun.set(session, gate.generation);
      return late(session) ?? handler.onMailFrom?.(session, from);
    },
    onRcptTo: (session, to) => late(session) ?? handler.onRcptTo?.(session, to),
    onData: (session) => late(session) ?? handler.onData(session),
  };
}
