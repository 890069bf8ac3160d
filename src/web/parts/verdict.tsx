// What became of a message and of its recall, in one chip.
import type { JourneySummary, RecallState, Verdict } from "../api/types.ts";
import { Chip, type Tone } from "./chip.tsx";

type Look = readonly [tone: Tone, sign: string, word: string, meaning: string];

const VERDICT: Readonly<Record<Verdict, Look>> = {
  intact: ["good", "✓", "intact", "Everybody has an outcome, and what came back had the body that left."],
  changed: ["note", "≈", "changed", "Everybody has an outcome; what came back had another body than what left."],
  pending: ["wait", "…", "pending", "A recipient has no outcome yet."],
  failed: ["bad", "✕", "failed", "A recipient got nothing, and the sender a non-delivery report."],
  looping: ["bad", "∞", "looping", "It keeps leaving over the same connector, or ended by the hop count."],
  lost: ["bad", "?", "lost", "It left over a connector and did not come back within a day."],
};

const RECALL: Readonly<Record<Exclude<RecallState, "none">, Look>> = {
  recalled: ["good", "↶", "recalled", "Recalled from everybody."],
  partly: ["note", "↶", "partly recalled", "Recalled from some recipients, final for all."],
  pending: ["wait", "↶", "recall pending", "A recall is under way."],
  failed: ["bad", "↶", "recall failed", "Nobody's copy was recalled."],
};

/** The recall's outcome where there was one, else the message's. */
export function VerdictChip({ journey }: { journey: Pick<JourneySummary, "verdict" | "recall"> }) {
  return journey.recall === "none" ? (
    <MessageVerdict verdict={journey.verdict} />
  ) : (
    <RecallVerdict recall={journey.recall} />
  );
}

export const MessageVerdict = ({ verdict }: { verdict: Verdict }) => chipOf(VERDICT[verdict]);

/** Nothing where nobody recalled it. */
export const RecallVerdict = ({ recall }: { recall: RecallState }) =>
  recall === "none" ? null : chipOf(RECALL[recall]);

const chipOf = ([tone, sign, word, meaning]: Look) => (
  <Chip tone={tone} sign={sign} title={meaning}>
    {word}
  </Chip>
);
