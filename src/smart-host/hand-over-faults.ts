// Faults of phase handOver: what goes wrong on the smart host's own connection to its next hop. Decided when the
// message is there, so that its recipients are known: one with another certificate or address is handed over in a
// transaction of its own, over a connection of its own.
import type { FaultEffect, FaultList } from "../faults/fault-list.ts";
import { BodyFlow, ContentCut } from "../faults/suffer.ts";
import type { SmtpEnvelope } from "../smtp/session.ts";
import type { NextHopOptions } from "./next-hop/dialog.ts";
import { type Content, NextHop } from "./next-hop/next-hop.ts";

export interface HandOverOptions {
  readonly faults: FaultList;
  readonly hostname: string;
  readonly returnTo: NextHopOptions;
  /** What is shown instead of the right certificate, PEM. */
  readonly certificateFor?: (
    use: "untrusted" | "other-name",
  ) => Promise<{ readonly cert: string; readonly key: string }>;
}

export interface HandOver {
  /** By the host's clock. */
  readonly delayMs: number;
  readonly copiesAfterMs: readonly number[];
  /** Instead of the connections that are kept; closed by who uses it. */
  readonly via?: NextHop;
  /** The content as it flows. Throws ContentCut where the connection is to end. */
  flow(content: Content): Content;
}

/** What goes wrong with this message; nothing when all goes well. */
export async function handOverFaults(options: HandOverOptions, envelope: SmtpEnvelope): Promise<HandOver | undefined> {
  const recipients = envelope.recipients.map(({ address }) => address);
  const effects = options.faults.applying("smartHost", "handOver", { sender: envelope.from, recipients });
  if (effects.length === 0) return undefined;
  const changed = await connectionOf(effects, options);
  return {
    delayMs: effects.reduce((sum, effect) => sum + (effect.kind === "late" ? effect.ms : 0), 0),
    copiesAfterMs: effects.flatMap((effect) => (effect.kind === "duplicate" ? [effect.afterMs ?? 0] : [])),
    ...(changed && { via: new NextHop(changed, options.hostname) }),
    flow: (content) => flowing(content, effects),
  };
}

async function connectionOf(effects: readonly FaultEffect[], options: HandOverOptions) {
  let changed: NextHopOptions | undefined;
  for (const effect of effects) {
    const before = changed ?? options.returnTo;
    if (effect.kind === "sourceAddress") changed = { ...before, localAddress: effect.address };
    if (effect.kind !== "certificate") continue;
    const { cert: _, key: __, ...bare } = before;
    const { ca: ___, ...plain } = bare;
    if (effect.use === "none") changed = bare;
    else if (effect.use === "no-tls") changed = { ...plain, ignoresTls: true };
    else changed = { ...bare, ...(await certificateFor(effect.use, options)) };
  }
  return changed;
}

async function certificateFor(use: "untrusted" | "other-name", options: HandOverOptions) {
  if (!options.certificateFor) throw new Error(`There is no certificate for use ${use}`);
  const { cert, key } = await options.certificateFor(use);
  return { cert, key };
}

async function* flowing(content: Content, effects: readonly FaultEffect[]): AsyncGenerator<Buffer, void, void> {
  const flow = new BodyFlow(effects);
  for await (const chunk of content) {
    yield* flow.pass(chunk);
    if (flow.isOver) throw new ContentCut();
  }
  if (flow.isCut) throw new ContentCut();
}
