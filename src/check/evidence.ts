// What a trial leaves for whoever must understand it: legs with their bytes, the comparison, the recall's end.
import { createHash } from "node:crypto";
import { viewRecall } from "../agents/recall/recall-view.ts";
import type { Comparison } from "../journey/compare/comparison.ts";
import type { Captured } from "./examiner/captured.ts";
import type { TracedMail } from "./examiner/traced-mail.ts";
import type { Bench } from "./lab/bench.ts";
import type { Passage } from "./lab/lab.ts";
import type { TrialLab } from "./lab/trial-lab.ts";
import type { Evidence, EvidenceLeg } from "./run.ts";

/** A longer message is compared only where a case asked for it. Bytes. */
const COMPARED_UNASKED = 1_000_000;
/** Legs of one message that are kept: of a loop the first and the last. */
const MOST_LEGS = 8;

export interface Gathered {
  readonly evidence: readonly Evidence[];
  /** By SHA-256, hexadecimal. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

export async function gatherEvidence(lab: TrialLab, bench: Bench): Promise<Gathered> {
  const contents = new Map<string, Buffer>();
  const evidence: Evidence[] = [];
  for (const { mail, sent } of lab.mails) {
    const legs = inOrder(mail);
    const kept = legs.length > MOST_LEGS ? [...legs.slice(0, MOST_LEGS - 1), ...legs.slice(-1)] : legs;
    const comparison = await comparisonOf(lab.passageOf(mail, sent));
    const recall = lab.recalls.find(({ request }) => request === mail);
    const view = recall && (await viewRecall(bench.tenant.recalls, recall.requestMessageId));
    evidence.push({
      ...{ what: sent.what, messageId: sent.messageId, legs: kept.map((leg) => keep(leg, contents)) },
      ...(comparison && { comparison }),
      ...(view && {
        recall: view.recipients.map(({ address, status, trueReason }) => ({ address, status, trueReason })),
      }),
    });
  }
  return { evidence, contents };
}

/** Lap by lap: a cut-through host hands back before its own reply has come. */
function inOrder({ left, returned }: TracedMail): Captured[] {
  const laps = Math.max(left.length, returned.length);
  return Array.from({ length: laps }, (_, lap) => [left[lap], returned[lap]])
    .flat()
    .filter((leg) => leg !== undefined);
}

async function comparisonOf(passage: Passage): Promise<Comparison | undefined> {
  const [first] = passage.returned;
  if (!passage.left || !first) return undefined;
  if (passage.left.bytes.length > COMPARED_UNASKED) return undefined;
  return passage.compare();
}

function keep(leg: Captured, contents: Map<string, Buffer>): EvidenceLeg {
  const { bytes, networkMessageId: _, at, linkedBy, ...rest } = leg;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  contents.set(sha256, bytes);
  return {
    ...{ ...rest, at: new Date(at).toISOString(), sha256, size: bytes.length },
    ...(linkedBy && { linkedBy }),
  };
}
