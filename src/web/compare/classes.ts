// How grave a difference is, and what kind of change it is: a sign, a word, a tone.
import type { Comparison, Difference } from "../api/answers.ts";
import type { Tone } from "../parts/tone.ts";

export interface Look {
  readonly tone: Tone;
  readonly sign: string;
  readonly word: string;
  readonly meaning: string;
}

export const CLASSES: Readonly<Record<Comparison["class"], Look>> = {
  fatal: { tone: "bad", sign: "✕", word: "fatal", meaning: "recall fails, or the message is no longer itself" },
  risky: { tone: "wait", sign: "!", word: "risky", meaning: "readers or some recalls are harmed" },
  harmless: { tone: "note", sign: "≈", word: "harmless", meaning: "nobody is harmed" },
  expected: { tone: "good", sign: "✓", word: "expected", meaning: "declared, or what every hop does" },
  identical: { tone: "good", sign: "=", word: "identical", meaning: "the same, byte for byte" },
};

/** Worst first. */
export const GRAVITY = ["fatal", "risky", "harmless", "expected"] as const satisfies readonly Difference["class"][];

export type Change = "same" | "added" | "removed" | "changed" | "moved";

export const CHANGES: Readonly<Record<Change, { readonly sign: string; readonly word: string }>> = {
  same: { sign: "", word: "as it was" },
  added: { sign: "+", word: "added" },
  removed: { sign: "−", word: "removed" },
  changed: { sign: "≠", word: "changed" },
  moved: { sign: "↕", word: "moved" },
};

const PANE_OF: Readonly<Record<Difference["area"], Pane>> = {
  header: "headers",
  structure: "parts",
  encoding: "parts",
  attachment: "parts",
  body: "texts",
  tnef: "tnef",
};

export const PANES = ["headers", "parts", "texts", "tnef"] as const;
export type Pane = (typeof PANES)[number];

export const paneOf = ({ area }: Pick<Difference, "area">): Pane => PANE_OF[area];
