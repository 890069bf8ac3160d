// What the kinds of faults have in common wherever they happen: waiting, crawling, ending early.
import { setTimeout as wait } from "node:timers/promises";
import { parseReply, reply, type SmtpReply } from "../smtp/reply.ts";
import type { FaultEffect } from "./fault-list.ts";

/** For the log of who ends a connection; nobody hears it. */
export const CONNECTION_CUT = reply(421, "4.4.2", "The connection was cut");

/** Real milliseconds; a process that has nothing else to do may end meanwhile. */
export const pause = (ms: number): Promise<void> => wait(ms, undefined, { ref: false });

/** One after the other, as far as the first that answers or ends the connection. */
export async function suffer(effects: readonly FaultEffect[], cut: () => void): Promise<SmtpReply | undefined> {
  for (const effect of effects) {
    if (effect.kind === "pause") await pause(effect.ms);
    if (effect.kind === "reply") return parseReply(effect.reply);
    if (effect.kind === "cut") {
      cut();
      return CONNECTION_CUT;
    }
  }
  return undefined;
}

/** The connection ends in the middle of a message. */
export class ContentCut extends Error {
  override readonly name = "ContentCut";
}

/** How content flows under the faults of phase body. */
export class BodyFlow {
  readonly #pauseMs: number;
  readonly #bytesPerSecond: number;
  /** Bytes that may still pass; infinite when nothing is cut. */
  #left: number;
  #hasBegun = false;

  constructor(effects: readonly FaultEffect[]) {
    const of = <K extends FaultEffect["kind"]>(kind: K) =>
      effects.filter((effect): effect is Extract<FaultEffect, { kind: K }> => effect.kind === kind);
    this.#pauseMs = of("pause").reduce((sum, { ms }) => sum + ms, 0);
    this.#bytesPerSecond = Math.min(...of("slow").map(({ bytesPerSecond }) => bytesPerSecond));
    this.#left = Math.min(...of("cut").map(({ afterBytes = 0 }) => afterBytes));
  }

  /** A message that is shorter is cut at its end. */
  get isCut(): boolean {
    return this.#left < Number.POSITIVE_INFINITY;
  }

  /** What passes of the chunk, as late as it does; nothing when the connection ends here. */
  async pass(chunk: Buffer): Promise<Buffer | undefined> {
    if (!this.#hasBegun && this.#pauseMs > 0) await pause(this.#pauseMs);
    this.#hasBegun = true;
    if (this.#left === 0) return undefined;
    const passes = chunk.subarray(0, Math.min(chunk.length, this.#left));
    this.#left -= passes.length;
    if (this.#bytesPerSecond < Number.POSITIVE_INFINITY) await pause((passes.length / this.#bytesPerSecond) * 1000);
    return passes;
  }
}
