// What the kinds of faults have in common wherever they happen: waiting, crawling, ending early.
import { setTimeout as wait } from "node:timers/promises";
import { parseReply, reply, type SmtpReply } from "../smtp/reply.ts";
import type { FaultEffect } from "./fault-list.ts";

/** For the log of who ends a connection; nobody hears it. */
export const CONNECTION_CUT = reply(421, "4.4.2", "The connection was cut");

/** Real milliseconds, or until the fault ends; a process that has nothing else to do may end meanwhile. */
async function pause(ms: number, ended: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ref: false, signal: ended }).catch(() => {});
}

/** One after the other, as far as the first that answers or ends the connection. */
export async function suffer(effects: readonly FaultEffect[], cut: () => void): Promise<SmtpReply | undefined> {
  for (const effect of effects) {
    if (effect.kind === "pause") await pause(effect.ms, effect.ended);
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

type Of<K extends FaultEffect["kind"]> = Extract<FaultEffect, { readonly kind: K }>;

/** So often a second something passes of content that crawls. */
const PIECES_PER_SECOND = 4;

/** How content flows under the faults of phase body. */
export class BodyFlow {
  readonly #pauses: readonly Of<"pause">[];
  readonly #slowest: Of<"slow"> | undefined;
  /** Bytes that may still pass; infinite when nothing is cut. */
  #left: number;
  #hasBegun = false;

  constructor(effects: readonly FaultEffect[]) {
    const of = <K extends FaultEffect["kind"]>(kind: K) =>
      effects.filter((effect): effect is Of<K> => effect.kind === kind);
    this.#pauses = of("pause");
    this.#slowest = of("slow").toSorted((a, b) => a.bytesPerSecond - b.bytesPerSecond)[0];
    this.#left = Math.min(...of("cut").map(({ afterBytes = 0 }) => afterBytes));
  }

  /** A message that is shorter is cut at its end. */
  get isCut(): boolean {
    return this.#left < Number.POSITIVE_INFINITY;
  }

  /** The connection ends here. */
  get isOver(): boolean {
    return this.#left === 0;
  }

  /** What passes of the chunk, as late as it does. */
  async *pass(chunk: Buffer): AsyncGenerator<Buffer> {
    if (!this.#hasBegun) for (const { ms, ended } of this.#pauses) await pause(ms, ended);
    this.#hasBegun = true;
    const passes = chunk.subarray(0, Math.min(chunk.length, this.#left));
    this.#left -= passes.length;
    if (this.#slowest) yield* crawling(passes, this.#slowest);
    else if (passes.length > 0) yield passes;
  }
}

async function* crawling(bytes: Buffer, { bytesPerSecond, ended }: Of<"slow">): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytesPerSecond / PIECES_PER_SECOND));
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, ended.aborted ? bytes.length : at + size);
    await pause((piece.length / bytesPerSecond) * 1000, ended);
    yield piece;
    if (piece.length > size) return;
  }
}
